"""Where a slip belongs, decided from its alerts, its payment and the stock (ec.md §4.1)."""

from collections import defaultdict

from sqlalchemy import select

from app.commerce.orders.model import Order
from app.commerce.slips.allocating import allocate
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import Moved, move
from app.commerce.slips.statuses import CHECK, NEW, UNALLOCATED, UNPAID
from app.kernel.among import among
from app.kernel.db import session

SETTLED = (NEW, CHECK, UNPAID, UNALLOCATED)
"""Only slips in these statuses are moved by themselves."""


def settle(slip_ids, *, why):
    """Move slips as far as they may go by themselves: to the checks, to the payment, or through the stock.

    Returns Moved. `why`: code for the trail. Slips that are further on, held or finished stay where they are.
    """
    session.flush()
    targets = defaultdict(list)
    for row in _standing(slip_ids):
        target = belongs(row.alert_count, row.payment_kind, row.paid_on)
        if target != row.status:
            targets[target].append(row.id)
    done = Moved()
    for target in (CHECK, UNPAID, UNALLOCATED):
        if targets[target]:
            done += move(targets[target], target, why=why)
    waiting = [row.id for row in _standing(slip_ids) if row.status == UNALLOCATED]
    if waiting:
        done += allocate(waiting, why=why)
    return done


def belongs(alert_count, payment_kind, paid_on):
    """Where a slip belongs before the stock is asked: open alerts count, then money that must be there first."""
    if alert_count:
        return CHECK
    if payment_kind == "prepay" and paid_on is None:
        return UNPAID
    return UNALLOCATED


def _standing(slip_ids, size=10_000):
    ids = list(slip_ids)
    for at in range(0, len(ids), size):
        yield from session.execute(
            select(Slip.id, Slip.status, Slip.alert_count, Slip.payment_kind, Order.paid_on)
            .join(Order, Order.id == Slip.order_id)
            .where(
                among(Slip.id, ids[at : at + size]), Slip.status.in_(SETTLED), Slip.carried_by_id.is_(None)
            )
            .order_by(Slip.id)
        )
