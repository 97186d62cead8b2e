"""What the page of a customer shows."""

from dataclasses import dataclass

from sqlalchemy import extract, func, select

from app.commerce.channels.model import Channel
from app.commerce.customers.model import Customer, CustomerRank
from app.commerce.orders.model import Order, OrderLine
from app.commerce.purchases.counting import counting
from app.commerce.slips.model import Slip
from app.kernel.db import session


def customers():
    """All customers, those that were merged too."""
    return select(Customer)


def rank_of(customer):
    """The rank, or None."""
    return session.scalars(select(CustomerRank).where(CustomerRank.id == customer.rank_id)).one_or_none()


def orders_of(customer):
    """Rows of all orders: id, number, ordered_at, total, shop, slip_id to open, and the statuses of the slips."""
    slips = select(Slip).where(Slip.order_id == Order.id).correlate(Order)
    first = slips.with_only_columns(Slip.id).order_by(Slip.slip_no).limit(1).scalar_subquery()
    statuses = slips.with_only_columns(func.array_agg(Slip.status.distinct())).scalar_subquery()
    return (
        select(
            Order.id,
            Order.number,
            Order.ordered_at,
            Order.total,
            Order.ordered_at.label("sort_value"),
            Channel.name.label("shop"),
            first.label("slip_id"),
            statuses.label("statuses"),
        )
        .join(Channel, Channel.id == Order.channel_id)
        .where(Order.customer_id == customer.id)
    )


def years_of(customer):
    """`[(year, orders, yen)]` of what counts, in Japanese years' days, oldest first."""
    year = extract("year", func.timezone("Asia/Tokyo", Order.ordered_at))
    rows = session.execute(
        select(year, func.count(), func.coalesce(func.sum(Order.total), 0))
        .where(Order.customer_id == customer.id, counting())
        .group_by(year)
        .order_by(year)
    )
    return [(int(at), number, int(yen)) for at, number, yen in rows]


def merged_into(customer):
    """Customers that were merged into this one, by number."""
    return session.scalars(
        select(Customer).where(Customer.merged_into_id == customer.id).order_by(Customer.code)
    ).all()


def kept_one(customer):
    """Whom it was merged into, or None."""
    return session.scalars(select(Customer).where(Customer.id == customer.merged_into_id)).one_or_none()


@dataclass(frozen=True)
class Former:
    """A former order in few words. `lines`: `[(name, pieces)]` of its goods."""

    id: object
    number: str
    ordered_at: object
    total: int | None
    lines: list


def former_orders(customer_ids, most=3):
    """`{customer id: [Former, …]}`, the newest `most` orders of each, with their goods."""
    place = func.row_number().over(
        partition_by=Order.customer_id, order_by=(Order.ordered_at.desc(), Order.id.desc())
    )
    ranked = (
        select(Order.id, Order.customer_id, Order.number, Order.ordered_at, Order.total, place.label("place"))
        .where(Order.customer_id.in_(customer_ids))
        .subquery()
    )
    rows = session.execute(
        select(ranked).where(ranked.c.place <= most).order_by(ranked.c.customer_id, ranked.c.place)
    ).all()
    lines = _goods_of([row.id for row in rows])
    found = {}
    for row in rows:
        former = Former(row.id, row.number, row.ordered_at, row.total, lines.get(row.id, []))
        found.setdefault(row.customer_id, []).append(former)
    return found


def _goods_of(order_ids):
    rows = session.execute(
        select(OrderLine.order_id, OrderLine.name, OrderLine.quantity)
        .where(OrderLine.order_id.in_(order_ids), OrderLine.kind == "goods", OrderLine.cancelled.is_(False))
        .order_by(OrderLine.order_id, OrderLine.line_no)
    )
    found = {}
    for order_id, name, quantity in rows:
        found.setdefault(order_id, []).append((name, quantity))
    return found
