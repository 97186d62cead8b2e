"""Taking an answer in: what the gate refuses, and how what passed is filed.

Both run acting for the buyer inside the supplier's transaction. The request's row is locked first, so the
clock is read after everything that could still move the deadline.
"""

from sqlalchemy import select, update

from app.exchange.posting import moment
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.platform.audit import record
from app.platform.notifications import notify
from app.procurement.quotes.model import Quote, QuoteLine
from app.procurement.rfqs.model import Rfq, RfqInvitation

OVER = {
    "closed": "Answers to this request are closed.",
    "cancelled": "This request was cancelled.",
}


def asked(case_id):
    """`(rfq, invitation)` of an exchange case, the request's row locked. Raises Missing."""
    found = session.execute(
        select(RfqInvitation, Rfq)
        .join(Rfq, Rfq.id == RfqInvitation.rfq_id)
        .where(RfqInvitation.case_id == case_id)
        .with_for_update(of=Rfq)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise Missing
    invitation, rfq = found
    return rfq, invitation


def check_in_time(rfq, invitation):
    """Refuse what comes too late, to a closed request, or after declining. No grace, not a millisecond."""
    if rfq.status != "sent":
        raise Rejected(OVER.get(rfq.status, "Answers to this request are closed."))
    if moment() > rfq.deadline:
        raise Rejected("The deadline has passed. The answer was not sent.")
    if invitation.status == "declined":
        raise Rejected("You have declined this request, so no answer can be sent.")


def file_quote(case, envelope, body):
    """Keep the answer; it takes the place of the supplier's earlier one."""
    rfq, invitation = asked(case.id)
    supersede(invitation)
    head = body.model_dump(include=set(Quote.__table__.columns.keys()))
    quote = Quote(
        rfq_id=rfq.id,
        invitation_id=invitation.id,
        partner_id=invitation.partner_id,
        envelope_id=envelope.id,
        number=envelope.number,
        submitted_at=envelope.sent_at,
        submitted_by=envelope.sent_by,
        **head,
    )
    session.add(quote)
    quote.lines.extend(_line(position, line) for position, line in enumerate(body.lines, 1))
    invitation.status, invitation.response_count = "responded", invitation.response_count + 1
    invitation.responded_at = envelope.sent_at
    record("rfq.answered", rfq, supplier=case.counterpart_name, response_no=body.response_no)
    _tell(rfq, "%(supplier)s has answered %(number)s.", case)


def file_decline(case, envelope, body):
    """The supplier will not answer (any more): an earlier answer does not count either."""
    rfq, invitation = asked(case.id)
    supersede(invitation)
    invitation.status, invitation.declined_at = "declined", envelope.sent_at
    invitation.decline_reason = body.reason
    record("rfq.declined", rfq, supplier=case.counterpart_name, reason=body.reason)
    _tell(rfq, "%(supplier)s has declined %(number)s.", case)


def supersede(invitation):
    """The supplier's effective answer stops being it."""
    session.execute(
        update(Quote)
        .where(Quote.invitation_id == invitation.id, Quote.status == "effective")
        .values(status="superseded")
    )


def outdate(rfq):
    """After a revision: what was answered before counts for the earlier revision only."""
    session.execute(
        update(Quote).where(Quote.rfq_id == rfq.id, Quote.status == "effective").values(status="outdated")
    )


def _line(position, line):
    values = line.model_dump(exclude={"line_id"})
    return QuoteLine(position=position, rfq_line_id=line.line_id, **values)


def _tell(rfq, message, case):
    path = f"/rfqs/{rfq.id}/progress"
    values = {"supplier": case.counterpart_name, "number": rfq.label}
    notify([rfq.requester_id], "quote.received", message, path, subject_id=rfq.id, **values)
