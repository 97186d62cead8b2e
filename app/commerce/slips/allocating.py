"""引当: pieces set aside for slips, and where that leaves them: ready to ship, or waiting for goods."""

from collections import defaultdict
from decimal import Decimal

from sqlalchemy import case, func, select

from app.commerce.orders.model import OrderLine
from app.commerce.slips.model import Slip, SlipLine
from app.commerce.slips.moving import move
from app.commerce.slips.statuses import READY, SHORT
from app.commerce.stock.lines import Want
from app.commerce.stock.reserving import release, reserve
from app.kernel.among import among
from app.kernel.db import session

_LEADER = func.coalesce(Slip.carried_by_id, Slip.id)


def allocate(slip_ids, *, why="person"):
    """Set goods aside for slips (with what they carry) and move them to READY or SHORT. Returns Moved.

    Said again it changes nothing but what has changed meanwhile. Lines whose product is unknown need no stock: the
    alert about them was answered by a person.
    """
    wants = {one: [] for one in slip_ids}
    for line in goods_lines(slip_ids):
        wants[line.leader].append(_want(line))
    found = set_aside(wants)
    ready, short = ([one for one, to in found.items() if to == status] for status in (READY, SHORT))
    return move(ready, READY, why=why) + move(short, SHORT, why=why)


def set_aside(wants):
    """Set goods aside for slips that need not be stored yet. `wants`: `{slip id: [Want]}`. Returns `{slip id: READY or
    SHORT}`.
    """
    asked = [want for some in wants.values() for want in some]
    outcome = reserve(asked) if asked else {}
    return {
        one: READY if all(outcome[want.for_id].complete for want in some) else SHORT
        for one, some in wants.items()
    }


def give_back(slip_ids):
    """Release whatever is set aside for slips (and not for what they carry)."""
    found = [line.id for line in goods_lines(slip_ids, carried=False)]
    if found:
        release(found)


def goods_lines(slip_ids, *, carried=True, size=10_000):
    """Lines of goods in slips: `id` of the slip line, `leader` (the slip it travels in), `product_id`, `pieces` …"""
    ids = list(slip_ids)
    key = _LEADER if carried else Slip.id
    for at in range(0, len(ids), size):
        yield from session.execute(
            select(
                SlipLine.id,
                key.label("leader"),
                OrderLine.product_id,
                (SlipLine.quantity * OrderLine.factor).label("pieces"),
                Slip.ordered_at,
                Slip.wished_on,
                Slip.order_number,
                Slip.slip_no,
            )
            .join(Slip, Slip.id == SlipLine.slip_id)
            .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
            .where(
                among(key, ids[at : at + size]),
                OrderLine.kind == "goods",
                OrderLine.product_id.is_not(None),
                OrderLine.cancelled.is_(False),
            )
            .order_by(Slip.ordered_at, SlipLine.id)
        )


def _want(line):
    return Want(
        for_id=line.id,
        product_id=line.product_id,
        quantity=Decimal(line.pieces),
        ordered_at=line.ordered_at,
        wanted_on=line.wished_on,
        label=f"{line.order_number}-{line.slip_no}",
    )


def waiting_slips(slip_line_ids):
    """Ids of slips that wait for goods and hold one of these lines, or carry a slip that does."""
    found = session.scalars(
        select(case((Slip.carried_by_id.is_not(None), Slip.carried_by_id), else_=Slip.id))
        .join(SlipLine, SlipLine.slip_id == Slip.id)
        .where(SlipLine.id.in_(slip_line_ids), Slip.status == SHORT)
        .distinct()
    )
    return sorted(found)


def lines_by_slip(slip_ids):
    """`{slip id: [slip line id, …]}` of goods lines, without what is carried."""
    found = defaultdict(list)
    for line in goods_lines(slip_ids, carried=False):
        found[line.leader].append(line.id)
    return found
