"""What an award hears of its request."""

from app.approvals.submitting import abandon
from app.kernel.errors import Rejected
from app.kernel.events import subscribe
from app.kernel.moving import move
from app.procurement.awards.operations import alive_award


@subscribe("rfq.ending")
def refuse_ending(rfq):
    """A request cannot end without an award while one is being approved."""
    if alive_award(rfq.id) is not None:
        raise Rejected("An award is waiting for approval. Please take it back first.")


@subscribe("rfq.cancelled")
def give_up(rfq, by):
    """With the request its proposed award ends, and nobody is asked to approve it any more."""
    proposed = alive_award(rfq.id)
    if proposed is not None:
        abandon(proposed, by=by)
        move(proposed, "rejected", allowed=("in_approval",))
