"""Lines of a known order that the shop added, changed or took away."""

from sqlalchemy import select

from app.commerce.intake.entering import line_columns
from app.commerce.orders.model import OrderLine
from app.commerce.slips.model import SlipLine
from app.commerce.slips.statuses import CANCELLED
from app.kernel.db import session


def change_lines(one, order, slips):
    """Make the lines of an order what the Prepared `one` says, and put what is new into the slip of its recipient.

    A line that is gone is marked cancelled, for its history is kept. Of a line on several slips (split by hand) the
    difference is taken from or put onto the last of them.
    """
    held = {
        line.key: line for line in session.scalars(select(OrderLine).where(OrderLine.order_id == order.id))
    }
    contents = _contents(held.values())
    said = {line.key: line for line in one.order.lines}
    number = max((line.line_no for line in held.values()), default=0)
    for key, line in held.items():
        if key not in said:
            line.cancelled = True
    for key, incoming in said.items():
        line = held.get(key)
        if line is None:
            number += 1
            line = OrderLine(order_id=order.id, line_no=number, key=key, **line_columns(one, incoming))
            session.add(line)
            held[key] = line
        else:
            for name, value in line_columns(one, incoming).items():
                setattr(line, name, value)
    session.flush()
    for key, line in held.items():
        wanted = 0 if line.cancelled else line.quantity
        place = said[key].slip if key in said else 0
        _fit(contents.get(line.id, []), wanted, line, _slip_of(one, slips, place))


def _contents(lines):
    found = {}
    rows = session.scalars(
        select(SlipLine).where(SlipLine.order_line_id.in_([line.id for line in lines])).order_by(SlipLine.id)
    )
    for row in rows:
        found.setdefault(row.order_line_id, []).append(row)
    return found


def _slip_of(one, slips, place):
    key = one.order.slips[place].key if one.order.slips else ""
    open_slips = [slip for slip in slips if slip.status != CANCELLED]
    return next((slip for slip in open_slips if slip.key == key), open_slips[0] if open_slips else slips[0])


def _fit(rows, wanted, line, slip):
    """Make the quantities of a line over its slips add up to `wanted`, changing the last ones first."""
    missing = wanted - sum(row.quantity for row in rows)
    if missing > 0 and not rows:
        session.add(SlipLine(slip_id=slip.id, order_line_id=line.id, quantity=missing))
    elif missing > 0:
        rows[-1].quantity += missing
    for row in reversed(rows):
        taken = min(row.quantity, -missing) if missing < 0 else 0
        missing += taken
        if taken == row.quantity:
            session.delete(row)
        else:
            row.quantity -= taken
