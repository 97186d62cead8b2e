"""Customers that are one: their orders are gathered at one of them; the other stays, leads there, and can be taken out.

Buyers recognised by the data of the other are the kept one's from then on (`customers.recognising`).
"""

from sqlalchemy import and_, func, select, tuple_, update

from app.commerce.customers.model import Customer
from app.commerce.orders.model import Order
from app.commerce.purchases.counting import count_again
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record

GROUPS = 30
ROWS = 300


def merge(kept, other):
    """Move the orders of `other` to `kept`. Raises Rejected for one and the same, Conflict when one is merged."""
    if kept.id == other.id:
        raise Rejected("Choose two different customers.")
    _lock(kept, other)
    if kept.merged_into_id or other.merged_into_id:
        raise Conflict("One of them is merged already. Please reload the page and look again.")
    other.merged_orders = [str(one) for one in _move(other, kept)]
    other.merged_into_id = kept.id
    _done(kept, other, "customer.merged")


def take_apart(other):
    """Give a merged customer its orders back; orders that came since stay where they are.

    Raises Conflict when it is not merged, or whom it was merged into is merged itself.
    """
    kept = session.scalars(select(Customer).where(Customer.id == other.merged_into_id)).one_or_none()
    if kept is None:
        raise Conflict("This customer is not merged. Please reload the page and look again.")
    _lock(kept, other)
    if kept.merged_into_id:
        raise Conflict("The other customer was merged as well. Take that one apart first.")
    _move(kept, other, other.merged_orders)
    other.merged_into_id, other.merged_orders = None, []
    _done(kept, other, "customer.taken_apart")


def _lock(*customers):
    for one in sorted(customers, key=lambda one: one.id):
        session.refresh(one, with_for_update=True)


def _move(from_one, to_one, order_ids=None):
    """Orders of one customer to another; ids of those that went."""
    moving = update(Order).where(Order.customer_id == from_one.id)
    if order_ids is not None:
        moving = moving.where(Order.id.in_(order_ids))
    moving = moving.values(customer_id=to_one.id).returning(Order.id)
    return session.scalars(moving.execution_options(synchronize_session=False)).all()


def _done(kept, other, verb):
    for one in (kept, other):
        one.version += 1
    record(verb, kept, label=kept.code, other=other.code)
    record(verb, other, label=other.code, other=kept.code)
    session.flush()
    count_again([kept.id, other.id])


def duplicates():
    """Groups of customers that may be one: `[(why, [Customer, …])]`, why `phone` or `place` (same name and address).

    At most GROUPS of each; in a group the one who bought most first.
    """
    return [*_groups("phone", Customer.phone_key), *_groups("place", Customer.name_key, Customer.address_key)]


def _groups(why, *keys):
    alone = and_(Customer.merged_into_id.is_(None), *(key.is_not(None) for key in keys))
    twins = select(*keys).where(alone).group_by(*keys).having(func.count() > 1).order_by(*keys).limit(GROUPS)
    rows = session.scalars(
        select(Customer)
        .where(alone, tuple_(*keys).in_(twins))
        .order_by(*keys, Customer.order_count.desc(), Customer.code)
        .limit(ROWS)
    )
    found = {}
    for row in rows:
        found.setdefault(tuple(getattr(row, key.key) for key in keys), []).append(row)
    return [(why, some) for some in found.values() if len(some) > 1]
