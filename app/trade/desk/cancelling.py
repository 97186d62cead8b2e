"""Calling a deal off (trade.md §1.2): by its owner, while no document of it counts."""

from app.kernel.errors import Rejected
from app.kernel.moving import move
from app.platform.audit import record
from app.trade.deals.opening import as_owner
from app.trade.documents.queries import IN_FORCE, documents_in
from app.trade.rooms.noting import note

REASON = 1000


def cancel(entered, reason=""):
    """The owner calls the deal off: read-only for all from then on (R70). The deal is locked. Raises Rejected.

    A document that was sent and stands refuses it. Those that the owner may not read are not asked: a refusal would
    tell that they are there (R14).
    """
    as_owner(entered)
    if counting(entered):
        raise Rejected("Documents of this deal have been sent. Withdraw them first, or complete the deal.")
    move(entered.deal, "cancelled", allowed=("open",))
    note(entered, "deal.cancelled", message=reason.strip()[:REASON])
    record("deal.cancelled", entered.deal, label=entered.deal.number, reason=reason.strip()[:REASON])


def counting(entered):
    """The Held documents that were sent and stand, as far as the reader may know of them."""
    return [one for one in documents_in(entered) if one.row.status in IN_FORCE]
