"""伝票分割: lines of one slip move to another of the same order, and back (ec.md §4.3).

Fees, points and cash on delivery stay on the slip they are on. Over all slips of an order the quantities of a line
always add up to the order's.
"""

from collections import defaultdict

from sqlalchemy import delete, func, select

from app.commerce.orders.model import OrderLine
from app.commerce.slips.allocating import give_back
from app.commerce.slips.model import Slip, SlipLine
from app.commerce.slips.moving import move
from app.commerce.slips.settling import settle
from app.commerce.slips.statuses import READY, SHORT, UNALLOCATED, UNPICKED
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.masters.products.model import Product
from app.platform.audit import record

_COPIED = (
    "order_id", "key", "channel_id", "order_number", "ordered_at", "payment_kind", "total", "status", "recipient",
    "phone_key", "name_key", "address_key", "region", "island", "gift", "temperature", "carrier", "service",
    "planned_on", "wished_on", "slot", "place", "noshi", "noshi_name", "wrapping", "card_message", "label_note",
    "alert_count", "worst_alert",
)  # fmt: skip
_TEMPERATURE = func.coalesce(Product.temperature, "ambient")


def split(slip, picks, *, by=None, **changes):
    """Move `picks` (`{slip line id: quantity}`) into a new slip of the same order, and return it.

    `changes`: columns of the new slip that differ (`temperature`, `wished_on`). Raises Rejected when nothing or
    everything would move, or when the slip is packed already.
    """
    _splittable(slip)
    rows = _rows(slip.id)
    _checked(rows, picks)
    if all(picks.get(row.id, 0) == row.quantity for row in rows.values()):
        raise Rejected("Leave at least one piece on the slip.")
    number = session.scalar(select(func.max(Slip.slip_no)).where(Slip.order_id == slip.order_id)) + 1
    new = Slip(
        **{name: getattr(slip, name) for name in _COPIED} | changes,
        id=new_id(),
        slip_no=number,
        parent_no=slip.slip_no,
        pieces=1,
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    session.add(new)
    session.flush()
    _carry_over(slip, new, rows, picks)
    record("slip.split", slip, by=by, label=_label(slip), to=number)
    return new


def carry_over(slip, other, picks, *, by=None):
    """Move `picks` (`{slip line id: quantity}`) from one slip to another of the same order.

    A slip that was split off and is left empty goes; the first one may not be emptied. Raises Rejected.
    """
    _splittable(slip)
    _splittable(other)
    if slip.order_id != other.order_id or slip.id == other.id:
        raise Rejected("Lines can only move to another slip of the same order.")
    rows = _rows(slip.id)
    _checked(rows, picks)
    if slip.parent_no is None and all(picks.get(row.id, 0) == row.quantity for row in rows.values()):
        raise Rejected("Leave at least one piece on the slip.")
    _carry_over(slip, other, rows, picks)
    record("slip.lines_moved", slip, by=by, label=_label(slip), to=other.slip_no)


def join(slip, *, by=None):
    """Undo a split: everything in `slip` goes back to the slip it was split from. Returns that slip."""
    if slip.parent_no is None:
        raise Rejected("This slip was not split off from another one.")
    parent = session.scalars(
        select(Slip).where(Slip.order_id == slip.order_id, Slip.slip_no == slip.parent_no)
    ).one_or_none()
    if parent is None:
        raise Rejected("The slip it was split from does not exist any more. Move the lines by hand.")
    carry_over(slip, parent, {row.id: row.quantity for row in _rows(slip.id).values()}, by=by)
    return parent


def split_by_temperature(slip, *, by=None):
    """A slip for each temperature of its goods; ambient goods that may ride along stay with the coldest.

    Returns the new slips; none when there is nothing to split.
    """
    groups = defaultdict(dict)
    alongs = {}
    for row in session.execute(
        select(SlipLine.id, SlipLine.quantity, _TEMPERATURE.label("cold"), Product.chills_along)
        .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .where(SlipLine.slip_id == slip.id)
        .order_by(SlipLine.id)
    ):
        groups[row.cold][row.id] = row.quantity
        alongs[row.id] = row.chills_along is not False
    if "chilled" in groups and all(alongs[line] for line in groups["ambient"]):
        groups["chilled"] |= groups.pop("ambient", {})
    first, *others = [cold for cold in ("ambient", "chilled", "frozen") if groups[cold]] or [slip.temperature]
    slip.temperature = first
    return [split(slip, groups[cold], by=by, temperature=cold) for cold in others]


def _splittable(slip):
    if slip.status not in UNPICKED or slip.carried_by_id is not None:
        raise Rejected("This slip cannot be split any more: it is being packed, bundled or finished.")


def _rows(slip_id):
    return {row.id: row for row in session.scalars(select(SlipLine).where(SlipLine.slip_id == slip_id))}


def _checked(rows, picks):
    wanted = {line: quantity for line, quantity in picks.items() if quantity}
    if not wanted:
        raise Rejected("Choose what moves to the other slip.")
    for line, quantity in wanted.items():
        if line not in rows or not 0 < quantity <= rows[line].quantity:
            raise Rejected("A slip does not hold that many pieces.", "quantity")


def _carry_over(slip, other, rows, picks):
    """Move quantities; what was set aside is given back first and set aside anew where it lies then."""
    before = {slip.id: slip.status, other.id: other.status}
    give_back([slip.id, other.id])
    held = {row.order_line_id: row for row in _rows(other.id).values()}
    for line, quantity in picks.items():
        row, there = rows[line], held.get(rows[line].order_line_id)
        if not quantity:
            continue
        if there is not None:
            there.quantity += quantity
        else:
            session.add(SlipLine(slip_id=other.id, order_line_id=row.order_line_id, quantity=quantity))
        if quantity == row.quantity:
            session.delete(row)
        else:
            row.quantity -= quantity
    slip.version += 1
    other.version += 1
    session.flush()
    if slip.parent_no is not None and not _rows(slip.id):
        _remove(slip)
        before.pop(slip.id)
    again = [one for one, status in before.items() if status in (READY, SHORT)]
    move(again, UNALLOCATED, why="split")
    settle(list(before), why="split")


def _remove(slip):
    record("slip.joined", slip, label=_label(slip), to=slip.parent_no)
    session.execute(delete(Slip).where(Slip.id == slip.id))
    session.expunge(slip)


def _label(slip):
    return f"{slip.order_number}-{slip.slip_no}"
