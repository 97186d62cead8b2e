"""The buyer's door for answers: gates that may refuse, projections that file."""

from sqlalchemy import select

from app.exchange.gates import gate, projection
from app.exchange.sealing import seal_by
from app.kernel.db import session
from app.kernel.events import subscribe
from app.procurement.quotes import checking, receiving
from app.procurement.rfqs.model import Rfq, RfqInvitation


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


@seal_by
def sealed(case_ids):
    """Quotes of a request that opens after its deadline stay closed until then, on every page of exchange too."""
    found = session.execute(
        select(RfqInvitation.case_id, Rfq)
        .join(Rfq, RfqInvitation.rfq_id == Rfq.id)
        .where(RfqInvitation.case_id.in_(case_ids), Rfq.opening_rule == "after_deadline")
    )
    return {case_id: ("quote",) for case_id, rfq in found if rfq.sealed}
