"""An accepted line stands on one invoice at most: taken and freed here alone, whoever else is at it
(procurement §20.8).
"""

from sqlalchemy import select, update

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.procurement.acceptances.model import AcceptanceLine
from app.procurement.orders.model import PurchaseOrder, PurchaseOrderLine


def take(acceptance_line_ids, invoice_id):
    """Put accepted lines on an invoice. Raises Rejected when one is gone, cancelled or on another invoice.

    The orders are locked in the order of their ids; of two invoices at once only one gets a line. Nothing
    is left half done: the caller's transaction is to be rolled back on a refusal.
    """
    wanted = set(acceptance_line_ids)
    orders = _held_orders(AcceptanceLine.id.in_(wanted))
    taken = session.execute(
        update(AcceptanceLine)
        .where(AcceptanceLine.id.in_(wanted), AcceptanceLine.active, AcceptanceLine.invoiced_by.is_(None))
        .values(invoiced_by=invoice_id)
        .returning(AcceptanceLine.order_line_id, AcceptanceLine.quantity)
        .execution_options(synchronize_session=False)
    ).all()
    if len(taken) != len(wanted):
        raise Rejected("A line of this invoice is not open for invoicing any more. Please reload your list.")
    _count(orders, taken, 1)


def release(invoice_id):
    """Free every line of an invoice that was returned or cancelled. Returns how many. Post envelopes
    before this.
    """
    orders = _held_orders(AcceptanceLine.invoiced_by == invoice_id)
    freed = session.execute(
        update(AcceptanceLine)
        .where(AcceptanceLine.invoiced_by == invoice_id)
        .values(invoiced_by=None)
        .returning(AcceptanceLine.order_line_id, AcceptanceLine.quantity)
        .execution_options(synchronize_session=False)
    ).all()
    _count(orders, freed, -1)
    return len(freed)


def _held_orders(condition):
    session.flush()
    ids = (
        select(PurchaseOrderLine.order_id)
        .join(
            AcceptanceLine,
            (AcceptanceLine.order_line_id == PurchaseOrderLine.id)
            & (AcceptanceLine.tenant_id == PurchaseOrderLine.tenant_id),
        )
        .where(condition)
    )
    found = session.scalars(
        select(PurchaseOrder).where(PurchaseOrder.id.in_(ids)).order_by(PurchaseOrder.id)
    ).all()
    return [order.hold(chain=False) for order in found]


def _count(orders, moved, sign):
    lines = {line.id: line for order in orders for line in order.lines}
    for order_line_id, quantity in moved:
        lines[order_line_id].qty_invoiced += sign * quantity
    for order in orders:
        order.stand()
    for line in list(session.identity_map.values()):
        if isinstance(line, AcceptanceLine):
            session.expire(line, ["invoiced_by"])
