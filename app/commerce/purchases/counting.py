"""What customers bought, counted from their orders. An order counts while not all of its slips are cancelled."""

from sqlalchemy import exists, func, select, update

from app.commerce.customers.model import Customer
from app.commerce.customers.ranking import rank_after
from app.commerce.orders.model import Order
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import CANCELLED
from app.kernel.db import forget, session


def counting():
    """Clause of orders that count."""
    return exists().where(Slip.order_id == Order.id, Slip.status != CANCELLED).correlate(Order)


def count_again(customer_ids):
    """Set counts, amounts, first and last day and ranks of customers from their orders, in one statement."""
    ids = sorted(set(customer_ids) - {None})
    if not ids:
        return
    session.flush()
    mine = Order.customer_id == Customer.id
    sums = (
        select(
            Customer.id.label("id"),
            func.count(Order.id).label("times"),
            func.coalesce(func.sum(Order.total), 0).label("yen"),
            func.min(Order.ordered_at).label("first"),
            func.max(Order.ordered_at).label("last"),
        )
        .outerjoin(Order, mine & counting())
        .where(Customer.id.in_(ids))
        .group_by(Customer.id)
        .subquery()
    )
    session.execute(
        update(Customer)
        .where(Customer.id == sums.c.id)
        .values(
            order_count=sums.c.times,
            amount=sums.c.yen,
            first_ordered_at=sums.c.first,
            last_ordered_at=sums.c.last,
            rank_id=rank_after(sums.c.times),
        )
        .execution_options(synchronize_session=False)
    )
    forget(Customer, ids)


def customers_of(slip_ids):
    """The customers whose orders some slips belong to."""
    found = select(Order.customer_id).join(Slip, Slip.order_id == Order.id).where(Slip.id.in_(slip_ids))
    return set(session.scalars(found)) - {None}
