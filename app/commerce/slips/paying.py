"""入金: an order is paid, and its slips go on."""

from sqlalchemy import select, update

from app.commerce.orders.model import Order
from app.commerce.slips.model import Slip
from app.commerce.slips.settling import settle
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record_many


def pay(order_ids, on, *, by=None):
    """Note that orders were paid on a day, and settle their slips. Orders that are paid already are passed over.

    Returns Moved of `slips.moving`. Raises Rejected for a day to come.
    """
    if on > clock.today():
        raise Rejected("The day of payment cannot be in the future.", "on")
    rows = session.execute(
        select(Order.id, Order.number)
        .where(Order.id.in_(order_ids), Order.paid_on.is_(None))
        .order_by(Order.id)
        .with_for_update()
    ).all()
    ids = [row.id for row in rows]
    session.execute(
        update(Order)
        .where(Order.id.in_(ids))
        .values(paid_on=on, version=Order.version + 1, changed_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )
    record_many("order.paid", "orders", ((row.id, row.number, {"on": on}) for row in rows), by=by)
    return settle(session.scalars(select(Slip.id).where(Slip.order_id.in_(ids))).all(), why="payment")
