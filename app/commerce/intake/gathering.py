"""From the lines of a file to orders: lines of one number are gathered, and go in or stay out together."""

from typing import NamedTuple

from app.commerce.intake.cells import BadCell
from app.commerce.intake.columns import bound
from app.commerce.intake.refused import Refused, same_order
from app.commerce.orders.incoming import IncomingOrder
from app.kernel.tabular import RefusedLine


class Scattered(Exception):
    """Lines of one order do not stand together: read again with `scattered_numbers`."""


class Read(NamedTuple):
    """An order that could be read, and the shop that its lines name ('' where the format does not)."""

    order: IncomingOrder
    shop: str


class Unread:
    """What is known of lines that could not be read: an order that such a line belongs to is not complete."""

    def __init__(self):
        self.numbers, self.texts = set(), []

    def note(self, refused, at):
        """Remember a RefusedLine; `at` is the position of the order number."""
        if len(refused.cells) > at:
            self.numbers.add(refused.cells[at].strip())
        else:
            self.texts.append("".join(refused.cells))

    def concerns(self, number):
        """Whether an unreadable line belongs to that order, as far as one can tell."""
        return number in self.numbers or any(number in text for text in self.texts)


def lines_of(table):
    """`(line, cells)` and RefusedLine of a Table in the order of the file."""
    told = 0
    for line in table.rows:
        while told < len(table.refused):
            yield table.refused[told]
            told += 1
        yield line
    yield from table.refused[told:]


def read(form, header, lines, options, scattered=frozenset()):
    """Yield a Read or Refused for the lines of a file in a Format, as the file goes on.

    `lines` are those of `lines_of`. Raises Rejected when a needed column is absent, Scattered when lines of one order
    do not stand together and its number is not in `scattered`: those are held back until the end.
    """
    layout = bound(header, form.columns, form.required)
    partial, unread, held = form.partial(layout), Unread(), {}

    def outcome(rows):
        if unread.concerns(rows[0].number.strip()):
            return same_order(rows, rows[0].number.strip(), "unreadable")
        return ordered(form, layout, rows, options, partial)

    for rows in _together(form, layout, lines, unread, scattered, held):
        if isinstance(rows, Refused):
            yield rows
        else:
            yield from outcome(rows)
    for rows in held.values():
        yield from outcome(rows)


def _together(form, layout, lines, unread, scattered, held):
    """Yield the rows of one order after the other, and Refused for lines without a number or that cannot be read."""
    present, seen = [], set()
    for one in lines:
        if isinstance(one, RefusedLine):
            unread.note(one, layout.at["number"])
            yield Refused(one.number, list(one.cells), said=str(one.reason))
            continue
        row = layout.row(*one)
        number = row.number.strip()
        if present and number != present[0].number.strip():
            yield present
            present = []
        if not number:
            yield Refused(row.line_no, row.cells, "missing", layout.name("number"))
        elif number in scattered:
            held.setdefault(number, []).append(row)
        elif present:
            present.append(row)
        elif number in seen:
            raise Scattered(number)
        else:
            seen.add(number)
            present = [row]
    if present:
        yield present


def ordered(form, layout, rows, options, partial=()):
    """`[Read]` of the rows of one order, or a Refused for each of them."""
    shop = form.shop(rows[0])
    stranger = options.stranger(shop) if options.stranger and shop else ""
    try:
        if stranger:
            raise BadCell(rows[0], "route" if form.name == "own" else "number", stranger)
        order = form.order(rows, options)
    except BadCell as bad:
        return _refused(layout, rows, bad)
    order.place, order.partial = rows[0].line_no, (*order.partial, *partial)
    return [Read(order, shop)]


def _refused(layout, rows, bad):
    number = rows[0].number.strip()
    found = same_order(rows, number)
    for one in found:
        if one.line == bad.row.line_no:
            one.reason, one.column = bad.code, layout.name(bad.field)
            one.value = getattr(bad.row, bad.field).strip()
    return found


def scattered_numbers(form, header, lines):
    """Numbers of orders whose lines do not stand together in the file."""
    at = bound(header, form.columns, form.required).at["number"]
    seen, found, last = set(), set(), None
    for one in lines:
        if isinstance(one, RefusedLine):
            continue
        number = one[1][at].strip()
        if number != last and number in seen:
            found.add(number)
        seen.add(number)
        last = number
    return frozenset(found)
