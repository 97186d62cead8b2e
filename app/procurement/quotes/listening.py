"""The buyer's door for answers: gates that may refuse, projections that file."""

from app.exchange.gates import gate, projection
from app.kernel.events import subscribe
from app.procurement.quotes import checking, receiving


@gate("quote", "buyer")
def check_quote(case, envelope, body):
    """In time, to the present revision, complete, adding up; else Rejected (not invited: Missing)."""
    rfq, invitation = receiving.asked(case.id)
    receiving.check_in_time(rfq, invitation)
    checking.check_quote(rfq, invitation, body)


@gate("decline", "buyer")
def check_decline(case, envelope, body):
    """In time and not declined before; else Rejected."""
    rfq, invitation = receiving.asked(case.id)
    receiving.check_in_time(rfq, invitation)


projection("quote", "buyer")(receiving.file_quote)
projection("decline", "buyer")(receiving.file_decline)


@subscribe("rfq.revised")
def outdate(rfq):
    """Answers to the earlier revision are marked as such."""
    receiving.outdate(rfq)
