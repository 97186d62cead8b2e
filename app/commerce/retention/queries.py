"""What is due: whose time is over, as selects of ids, the oldest first."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, func, literal, or_, select

from app.commerce.channels.model import Channel
from app.commerce.customers.model import Customer
from app.commerce.mails.model import OrderMail
from app.commerce.orders.model import Order
from app.commerce.persons.sealed import is_erased
from app.commerce.retention.settings import AMAZON, CUSTOMERS, MAILS, ORDERS
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import OPEN
from app.kernel import clock
from app.kernel.db import session
from app.platform.audit.model import AuditEntry
from app.platform.settings.choosing import values

VERB = "retention.erased"
CAP = 10_000
"""Counting stops there."""
_MONTH = 30.44


@dataclass(frozen=True)
class Due:
    """What of a kind is due: `months` (days of Amazon apart) as set, `ids` the select, None while it is off."""

    kind: str
    months: int
    ids: object = None


def due():
    """`[Due, …]` of orders, customers and mails, as the tenant has chosen."""
    chosen = values()
    limits = {name: _before(chosen[name] * _MONTH) for name in (ORDERS, CUSTOMERS, MAILS)}
    amazon = _before(chosen[AMAZON])
    return [
        Due("orders", chosen[ORDERS], _orders(limits[ORDERS], amazon)),
        Due("customers", chosen[CUSTOMERS], limits[CUSTOMERS] and _customers(limits[CUSTOMERS])),
        Due("mails", chosen[MAILS], limits[MAILS] and _mails(limits[MAILS])),
    ]


def counts():
    """`[(Due, how many are due now, at most CAP; None while it is off)]`."""
    return [(one, None if one.ids is None else _count(one.ids)) for one in due()]


def _count(ids):
    return session.scalar(select(func.count()).select_from(ids.limit(CAP).subquery()))


def _before(days):
    return clock.now() - dt.timedelta(days=days) if days > 0 else None


def _orders(usual, amazon):
    if usual is None and amazon is None:
        return None
    is_amazon = Order.channel_id.in_(select(Channel.id).where(Channel.kind == "amazon"))
    over = []
    if usual is not None:
        over.append(_ended(usual))
    if amazon is not None:
        over.append(and_(is_amazon, _ended(amazon)))
    return select(Order.id).where(Order.blanked_at.is_(None), or_(*over)).order_by(Order.ordered_at, Order.id)


def _ended(before):
    """Clause: nothing of the order is still to be done, and its last parcel left (or was given up) before then."""
    left = func.coalesce(Slip.shipped_on, func.date(Slip.changed_at))
    going_on = select(literal(1)).where(
        Slip.order_id == Order.id, or_(Slip.status.in_(OPEN), left >= before.astimezone(clock.JST).date())
    )
    return and_(Order.ordered_at < before, ~going_on.exists())


def _customers(before):
    going_on = select(literal(1)).where(
        Order.customer_id == Customer.id,
        or_(
            Order.ordered_at >= before,
            select(literal(1)).where(Slip.order_id == Order.id, Slip.status.in_(OPEN)).exists(),
        ),
    )
    last = func.coalesce(Customer.last_ordered_at, Customer.created_at)
    return (
        select(Customer.id)
        .where(Customer.blanked_at.is_(None), last < before, ~going_on.exists())
        .order_by(Customer.last_ordered_at, Customer.id)
    )


def _mails(before):
    over = OrderMail.state.not_in(("planned", "sending"))
    return (
        select(OrderMail.id)
        .where(
            OrderMail.created_at < before, over, OrderMail.content.is_not(None), ~is_erased(OrderMail.content)
        )
        .order_by(OrderMail.created_at, OrderMail.id)
    )


def log(limit=60):
    """The newest erasures, newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.verb == VERB)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    ).all()
