"""Cancelling an acceptance (検収取消): only while nothing of it is on an invoice and its month is open."""

from sqlalchemy import update

from app.exchange.bodies import AcceptanceCancellation
from app.exchange.posting import Draft, post
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.events import publish
from app.kernel.moving import move
from app.platform.audit import record
from app.procurement.acceptances.accepting import check_month_open
from app.procurement.acceptances.model import AcceptanceLine


def cancel(acceptance, *, reason, by, version=None):
    """Take an Acceptance back; what it counted waits for the inspection again, or is to come again.

    The supplier is told at once. Raises Rejected when part of it was invoiced or its month is closed.
    """
    order = acceptance.order.hold()
    if version is not None and int(version) != acceptance.version:
        raise Conflict("Somebody else has just changed this document. Please reload the page and look again.")
    if not reason.strip():
        raise Rejected("Enter the reason.", field="reason")
    check_month_open(acceptance.posting_on)
    move(
        acceptance,
        "cancelled",
        allowed=("accepted",),
        cancelled_at=clock.now(),
        cancelled_by_id=by.id,
        cancel_reason=reason.strip(),
    )
    _free_lines(acceptance)
    for line in acceptance.lines:
        _count_back(line)
    _open_again(acceptance.delivery)
    order.stand()
    record("acceptance.cancelled", acceptance, by=by, order=order.number, reason=reason)
    body = AcceptanceCancellation(
        acceptance_number=acceptance.number,
        acceptance_line_ids=[line.id for line in acceptance.lines],
        reason=reason.strip(),
    )
    post(Draft(order.case_id, body, acceptance.number, document_on=clock.today()))
    publish("acceptance.cancelled", acceptance=acceptance)


def _free_lines(acceptance):
    """One conditional UPDATE against `invoicing.take`: of the two only one finds the lines."""
    freed = session.execute(
        update(AcceptanceLine)
        .where(
            AcceptanceLine.acceptance_id == acceptance.id,
            AcceptanceLine.active,
            AcceptanceLine.invoiced_by.is_(None),
        )
        .values(active=False)
        .execution_options(synchronize_session=False)
    )
    if freed.rowcount != len(acceptance.lines):
        raise Rejected("Part of this acceptance stands on an invoice already. Return the invoice first.")
    for line in acceptance.lines:
        session.refresh(line)


def _count_back(line):
    order_line, whole = line.order_line, line.quantity + line.rejected_quantity
    order_line.qty_accepted -= line.quantity
    order_line.qty_rejected -= line.rejected_quantity
    if line.delivery_line_id is None:
        order_line.qty_delivered -= whole
    else:
        line.delivery_line.inspected_quantity -= whole


def _open_again(delivery):
    if delivery is not None and delivery.status == "closed":
        move(delivery, "received", allowed=("closed",))
