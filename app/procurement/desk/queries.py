"""Figures of the first page, each within the reader's reach, each with the rows it adds up one click away."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, func, select

from app.kernel import clock
from app.kernel.db import session
from app.procurement.invoices.model import Invoice
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.queries import visible_orders
from app.procurement.rfqs.model import Rfq
from app.procurement.rfqs.queries import visible_rfqs

OPEN_ORDERS = ("issued", "acknowledged", "change_requested", "partially_delivered", "partially_accepted")
MONTHS = 12


@dataclass(frozen=True)
class Waiting:
    """How many requests are out and closed, orders to issue, unanswered and late, invoices to check."""

    sent: int
    closed: int
    to_issue: int
    unanswered: int
    late: int
    to_check: int


def waiting(actor):
    """The counts of Waiting for the Actor, in three statements."""
    rfqs = _counts(
        visible_rfqs(actor), Rfq.status, {"sent": ("sent",), "closed": ("closed", "under_evaluation")}
    )
    orders = visible_orders(actor).order_by(None).subquery()
    late = (orders.c.due_on < clock.today()) & orders.c.status.in_(OPEN_ORDERS)
    found = session.execute(
        select(
            func.count(case((orders.c.status == "approved", 1))),
            func.count(case((orders.c.status.in_(("issued", "change_requested")), 1))),
            func.count(case((late, 1))),
        ).select_from(orders)
    ).one()
    invoices = session.scalar(
        select(func.count())
        .select_from(Invoice)
        .where(Invoice.status.in_(("received", "matched", "mismatch")))
    )
    return Waiting(**rfqs, to_issue=found[0], unanswered=found[1], late=found[2], to_check=invoices)


def _counts(reachable, status, groups):
    rows = reachable.order_by(None).subquery()
    column = rows.c[status.key]
    counted = [func.count(case((column.in_(names), 1))).label(name) for name, names in groups.items()]
    return dict(session.execute(select(*counted).select_from(rows)).one()._mapping)


def next_deadlines(actor, limit=6):
    """Requests that are out, the nearest deadline first: rows `(id, number, subject, deadline)`."""
    return session.execute(
        visible_rfqs(actor)
        .where(Rfq.status == "sent")
        .with_only_columns(Rfq.id, Rfq.number, Rfq.subject, Rfq.deadline)
        .order_by(None)
        .order_by(Rfq.deadline, Rfq.id)
        .limit(limit)
    ).all()


def next_arrivals(actor, limit=6):
    """Orders with something still to come, the earliest day first."""
    columns = ("id", "number", "subject", "partner_name", "due_on", "status")
    return session.execute(
        visible_orders(actor)
        .where(PurchaseOrder.status.in_(OPEN_ORDERS), PurchaseOrder.due_on.is_not(None))
        .with_only_columns(*(getattr(PurchaseOrder, name) for name in columns))
        .order_by(None)
        .order_by(PurchaseOrder.due_on, PurchaseOrder.id)
        .limit(limit)
    ).all()


def spent_by_month(actor):
    """Ordered yen without tax of the last twelve months: `[(first of month, yen)]`, months without orders too."""
    first = _month_before(clock.today().replace(day=1), MONTHS - 1)
    orders = (
        visible_orders(actor)
        .where(PurchaseOrder.ordered_on >= first, PurchaseOrder.status != "cancelled")
        .order_by(None)
        .subquery()
    )
    month = func.date_trunc("month", orders.c.ordered_on)
    rows = session.execute(
        select(month, func.sum(orders.c.subtotal)).select_from(orders).group_by(month).order_by(month)
    )
    sums = {moment.date(): int(total) for moment, total in rows}
    months = [_month_before(clock.today().replace(day=1), back) for back in reversed(range(MONTHS))]
    return [(one, sums.get(one, 0)) for one in months]


def _month_before(first, count):
    months = first.year * 12 + first.month - 1 - count
    return dt.date(months // 12, months % 12 + 1, 1)
