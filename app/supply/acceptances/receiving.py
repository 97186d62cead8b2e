"""What a buyer's acceptance does to our 検収一覧. All of it runs acting for us, in the buyer's transaction."""

from sqlalchemy import select

from app.exchange.envelopes.model import Envelope
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.supply.acceptances.model import AcceptedLine
from app.supply.orders.receiving import known
from app.supply.permissions import VIEW_ACCEPTANCES
from app.supply.telling import tell


def check_notice(case, envelope, body):
    """Raise Rejected unless every line belongs to an order of ours and is new."""
    order = known(case, body.order_number)
    ours = {line.line_id for line in order.lines}
    if any(line.order_line_id not in ours for line in body.lines):
        raise Rejected("The supplier's order %(number)s does not have this line.", number=body.order_number)
    if _lines(case, [line.acceptance_line_id for line in body.lines]):
        raise Rejected("The supplier was told of this acceptance already.")


def check_cancellation(case, envelope, body):
    """Raise Rejected unless we know every line and none is on an invoice."""
    found = _lines(case, body.acceptance_line_ids)
    if any(line.state == "invoiced" for line in found):
        raise Rejected("The supplier has put this acceptance on an invoice. Return the invoice first.")
    if any(line.state == "cancelled" for line in found):
        raise Rejected("This acceptance was cancelled before.")


def file_notice(case, envelope, body):
    """Accepted quantities can be invoiced from now on; rejected ones are to be delivered again."""
    order = known(case, body.order_number)
    rows = {line.line_id: line for line in order.lines}
    for line in body.lines:
        row = rows[line.order_line_id]
        row.accepted += line.quantity
        row.rejected += line.rejected_quantity
        if line.quantity:
            session.add(_accepted(case, envelope, body, order, line))
    tell(
        VIEW_ACCEPTANCES,
        "acceptance",
        "/portal/acceptances",
        message="%(buyer)s accepted what you delivered for %(number)s (%(acceptance)s). You can invoice it now.",
        subject_id=order.id,
        buyer=case.counterpart_name,
        number=body.order_number,
        acceptance=envelope.number,
    )


def _accepted(case, envelope, body, order, line):
    same = {name: getattr(line, name) for name in "name unit quantity price amount tax_code".split()}
    return AcceptedLine(
        case_id=case.id,
        envelope_id=envelope.id,
        order_id=order.id,
        buyer_id=case.counterpart_tenant_id,
        buyer_name=case.counterpart_name,
        line_id=line.acceptance_line_id,
        acceptance_number=envelope.number,
        order_number=body.order_number,
        accepted_on=body.accepted_on,
        received_on=body.received_on,
        **same,
    )


def file_cancellation(case, envelope, body):
    """The lines cannot be invoiced any more, and what was rejected counts no longer."""
    for line in _lines(case, body.acceptance_line_ids):
        line.state = "cancelled"
    notice = session.scalars(
        select(Envelope).where(
            Envelope.case_id == case.id,
            Envelope.kind == "acceptance_notice",
            Envelope.number == body.acceptance_number,
        )
    ).one()
    _take_back(case, notice.content, set(body.acceptance_line_ids))
    tell(
        VIEW_ACCEPTANCES,
        "acceptance",
        "/portal/acceptances",
        message="%(buyer)s cancelled the acceptance %(acceptance)s: %(reason)s",
        buyer=case.counterpart_name,
        acceptance=body.acceptance_number,
        reason=body.reason,
    )


def _take_back(case, notice, line_ids):
    order = known(case, notice.order_number)
    rows = {line.line_id: line for line in order.lines}
    for line in notice.lines:
        if line.acceptance_line_id in line_ids:
            rows[line.order_line_id].accepted -= line.quantity
            rows[line.order_line_id].rejected -= line.rejected_quantity


def _lines(case, line_ids):
    return session.scalars(
        select(AcceptedLine)
        .where(AcceptedLine.buyer_id == case.counterpart_tenant_id, AcceptedLine.line_id.in_(line_ids))
        .order_by(AcceptedLine.id)
        .with_for_update()
    ).all()
