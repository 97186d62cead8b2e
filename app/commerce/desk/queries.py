"""What the desk shows around its list and on the page of a slip."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from app.commerce.alerts.model import Alert
from app.commerce.customers.model import Customer, CustomerRank
from app.commerce.desk.model import SlipBatch
from app.commerce.orders.model import Order, OrderLine
from app.commerce.slips.model import Slip, SlipLine
from app.commerce.slips.statuses import OPEN
from app.kernel.db import session
from app.masters.products.model import Product
from app.platform.audit.model import AuditEntry

CAP = 10_000
FORMER = 5


def counts():
    """`{status: how many}` of slips that somebody has to work on, each counted up to CAP + 1, in one statement."""
    parts = [
        select(func.count()).select_from(
            select(Slip.id)
            .where(Slip.status == status, Slip.carried_by_id.is_(None))
            .limit(CAP + 1)
            .subquery()
        ).scalar_subquery().label(status)
        for status in OPEN
    ]  # fmt: skip
    return dict(session.execute(select(*parts)).one()._mapping)


def slips():
    """Slips, each with its order and shop."""
    return select(Slip).options(
        selectinload(Slip.order), selectinload(Slip.channel), selectinload(Slip.trackings)
    )


@dataclass(frozen=True)
class Line:
    """A line as it lies in a slip: `held` pieces of `line`, whose product is `product` (code, name) or None."""

    id: object
    slip_id: object
    held: int
    line: OrderLine
    code: str
    product: str


def lines_of(slip_ids):
    """`{slip id: [Line, …]}` in the order of the order's lines."""
    rows = session.execute(
        select(SlipLine.id, SlipLine.slip_id, SlipLine.quantity, OrderLine, Product.code, Product.name)
        .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .where(SlipLine.slip_id.in_(slip_ids))
        .order_by(SlipLine.slip_id, OrderLine.line_no)
    )
    found = {}
    for row in rows:
        found.setdefault(row.slip_id, []).append(
            Line(row.id, row.slip_id, row.quantity, row[3], row.code, row.name)
        )
    return found


def siblings(slip):
    """The slips of the same order, and those that travel with `slip`, in order."""
    return session.scalars(
        select(Slip)
        .where(or_(Slip.order_id == slip.order_id, Slip.carried_by_id == slip.id))
        .order_by(Slip.ordered_at, Slip.order_number, Slip.slip_no)
    ).all()


def alerts_of(slip):
    """Alerts about the slip or its whole order: open ones first, red before yellow."""
    return session.scalars(
        select(Alert)
        .where(Alert.order_id == slip.order_id, or_(Alert.slip_id.is_(None), Alert.slip_id == slip.id))
        .order_by(Alert.answered_at.is_not(None), Alert.severity, Alert.created_at, Alert.id)
    ).all()


def customer_of(order):
    """`(customer, rank name)` of the order, None without one."""
    return session.execute(
        select(Customer, CustomerRank.name)
        .outerjoin(CustomerRank, CustomerRank.id == Customer.rank_id)
        .where(Customer.id == order.customer_id)
    ).one_or_none()


def former_orders(order):
    """The customer's other orders, newest first: number, day, total, and a slip to open."""
    slip_id = (
        select(Slip.id).where(Slip.order_id == Order.id).order_by(Slip.slip_no).limit(1).scalar_subquery()
    )
    if order.customer_id is None:
        return []
    return session.execute(
        select(Order.number, Order.ordered_at, Order.total, slip_id.label("slip_id"))
        .where(Order.customer_id == order.customer_id, Order.id != order.id)
        .order_by(Order.ordered_at.desc(), Order.id)
        .limit(FORMER)
    ).all()


def trail(slip):
    """The newest entries of the audit trail about the slip and its order."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_id.in_([slip.id, slip.order_id]))
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(40)
    ).all()


def batches():
    """Acts on many slips, newest first."""
    return select(SlipBatch)
