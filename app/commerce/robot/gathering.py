"""Facts of slips for the rules: a handful of statements, however many slips."""

from collections import defaultdict

from sqlalchemy import and_, func, or_, select

from app.commerce.alerts.model import Alert
from app.commerce.customers.model import Customer
from app.commerce.orders.model import Order, OrderLine
from app.commerce.robot.matching import Facts, days_between
from app.commerce.slips.model import Marking, Slip, SlipLine
from app.kernel import clock
from app.kernel.db import session

PORTION = 10_000
_LEADER = func.coalesce(Slip.carried_by_id, Slip.id)


def asked_of(rules):
    """Names of the conditions that rules ask for: what costs something is fetched only then."""
    return {name for rule in rules for name in rule.conditions}


def facts_of(slip_ids, asked, *, lock=False):
    """`[Facts]` of slips that travel by themselves, in the order of their ids.

    `asked`: names of conditions. `lock`: keep others from changing the slips until the transaction ends.
    """
    ids, found = sorted(slip_ids), []
    for at in range(0, len(ids), PORTION):
        found += _portion(ids[at : at + PORTION], asked, lock)
    return found


def _portion(ids, asked, lock):
    rows = session.execute(_slips(ids, asked, lock)).all()
    standing = [row.id for row in rows]
    goods = _goods(standing)
    marks = _marks(standing) if {"marks", "marks_not"} & asked else {}
    alerts = _alerts([row for row in rows if row.alert_count])
    today = clock.today()
    return [_facts(row, goods.get(row.id, {}), marks, alerts, today) for row in rows]


def _slips(ids, asked, lock):
    found = (
        select(
            Slip.id, Slip.order_id, Slip.order_number, Slip.slip_no, Slip.status, Slip.channel_id,
            Slip.payment_kind, Slip.total, Slip.carrier, Slip.temperature, Slip.region, Slip.island, Slip.gift,
            Slip.alert_count, Slip.worst_alert, Slip.ordered_at, Slip.planned_on, Slip.shipped_on,
            Customer.rank_id, (Customer.first_ordered_at >= Order.ordered_at).label("first"),
            *([Order.remarks] if {"remarks", "remarks_not"} & asked else []),
        )
        .join(Order, Order.id == Slip.order_id)
        .outerjoin(Customer, Customer.id == Order.customer_id)
        .where(Slip.id.in_(ids), Slip.carried_by_id.is_(None))
        .order_by(Slip.id)
    )  # fmt: skip
    return found.with_for_update(of=Slip) if lock else found


def _facts(row, goods, marks, alerts, today):
    return Facts(
        id=row.id,
        order_id=row.order_id,
        label=f"{row.order_number}-{row.slip_no}",
        status=row.status,
        channel=str(row.channel_id),
        payment=row.payment_kind,
        total=row.total,
        quantity=sum(goods.values()),
        products=frozenset(goods),
        carrier=row.carrier,
        temperature=row.temperature,
        region=row.region,
        rank=str(row.rank_id or ""),
        marks=frozenset(marks.get(row.id, ())),
        alerts=frozenset(alerts.get(row.id, ())),
        red=row.worst_alert == "red",
        island=row.island,
        gift=row.gift,
        first=bool(row.first),
        remarks=getattr(row, "remarks", ""),
        ordered_days=days_between(row.ordered_at.astimezone(clock.JST).date(), today),
        planned_days=days_between(today, row.planned_on),
        shipped_days=days_between(row.shipped_on, today),
    )


def _goods(ids):
    """`{slip: {product id as text or None: pieces}}`, with what the slip carries."""
    found = defaultdict(lambda: defaultdict(int))
    rows = session.execute(
        select(_LEADER.label("leader"), OrderLine.product_id, (SlipLine.quantity * OrderLine.factor).label("pieces"))
        .join(Slip, Slip.id == SlipLine.slip_id)
        .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
        .where(
            or_(Slip.id.in_(ids), Slip.carried_by_id.in_(ids)), OrderLine.kind == "goods",
            OrderLine.cancelled.is_(False),
        )
    )  # fmt: skip
    for row in rows:
        found[row.leader][str(row.product_id) if row.product_id else None] += row.pieces
    return found


def _marks(ids):
    found = defaultdict(set)
    rows = select(Marking.slip_id, Marking.mark_id).where(Marking.slip_id.in_(ids))
    for slip_id, mark_id in session.execute(rows):
        found[slip_id].add(str(mark_id))
    return found


def _alerts(rows):
    found = defaultdict(set)
    if not rows:
        return found
    mine = and_(Alert.order_id == Slip.order_id, or_(Alert.slip_id.is_(None), Alert.slip_id == Slip.id))
    for slip_id, kind in session.execute(
        select(Slip.id, Alert.kind)
        .join(Alert, mine)
        .where(Slip.id.in_([row.id for row in rows]), Alert.answered_at.is_(None))
    ):
        found[slip_id].add(kind)
    return found
