"""What a choice comes to, before anybody proposes it: lines, sums, and whether a reason must be given.

All sums in yen without tax. Pure: works on a comparison's Matrix and a dictionary of choices.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.kernel.errors import Rejected
from app.kernel.money import Rounding, line_amount

NOT_LOWEST = "A cheaper answer is not chosen."
TOO_FEW = "Fewer suppliers answered than the rule asks for."
EXPIRED = "An answer that is chosen is no longer valid."
INCOMPLETE = "Not everything that was asked for is chosen."


@dataclass(frozen=True)
class Chosen:
    """One line to buy: `line` is the RFQ line (None: a one-off cost that comes with the supplier)."""

    quote: Any
    quote_line: Any
    line: Any
    quantity: Decimal
    amount: int


@dataclass
class Choice:
    """A proposal: its lines and sums. `concerns` are msgids of what asks for a written reason."""

    chosen: list[Chosen]
    total: int
    lowest_total: int | None
    target_total: int | None
    quote_count: int
    concerns: list[str] = field(default_factory=list)

    @property
    def over_lowest(self):
        """Yen above the lowest answers; None when not comparable."""
        return None if self.lowest_total is None else self.total - self.lowest_total

    @property
    def under_target(self):
        """Yen saved against our target prices; None without target prices."""
        return None if self.target_total is None else self.target_total - self.total


def whole(matrix, quote_id):
    """Choices `{quote_line_id: quantity}` that take everything one answer offers."""
    column = next((one for one in matrix.columns if one.quote.id == quote_id), None)
    if column is None:
        raise Rejected("Choose a supplier.")
    return {
        line.id: row.line.quantity
        for row in matrix.rows
        for line in _offers(row)
        if line.quote_id == quote_id
    }


def per_line(matrix, line_ids: set[UUID]):
    """Choices that take the given quote lines whole."""
    return {line.id: row.line.quantity for row in matrix.rows for line in _offers(row) if line.id in line_ids}


def choice_of(matrix, choices, *, rule, today):
    """The Choice for `{quote_line_id: quantity}`.

    `rule`: `(least number of quotes, from yen)`; `today`: date. Raises Rejected for an empty or impossible choice.
    """
    taken = {key: quantity for key, quantity in choices.items() if quantity}
    chosen = [one for row in matrix.rows for one in _of_row(matrix, row, taken)]
    if not chosen or len(chosen) != len(taken):
        raise Rejected("Choose at least one line of a valid answer.")
    chosen += _extras(matrix, {one.quote.id for one in chosen})
    total = sum(one.amount for one in chosen)
    lowest, target = _references(matrix, chosen)
    choice = Choice(chosen, total, lowest, target, len(matrix.effective))
    choice.concerns = list(_concerns(matrix, choice, rule, today))
    return choice


def _offers(row):
    return [cell.quote_line for cell in row.cells if cell.state == "offered"]


def _of_row(matrix, row, taken):
    bought = Decimal(0)
    for column, cell in zip(matrix.columns, row.cells, strict=True):
        quantity = taken.get(cell.quote_line.id) if cell.state == "offered" and column.counts else None
        if quantity is None:
            continue
        _check_quantity(row.line, cell.quote_line, quantity)
        bought += quantity
        yield Chosen(column.quote, cell.quote_line, row.line, quantity, _amount(cell, row.line, quantity))
    if bought > row.line.quantity:
        raise Rejected("Line %(no)s: more is chosen than was asked for.", no=row.line.line_no)


def _check_quantity(line, quote_line, quantity):
    if quantity < 0:
        raise Rejected("Line %(no)s: a quantity cannot be negative.", no=line.line_no)
    least = quote_line.minimum_quantity
    if least and quantity < least:
        raise Rejected(
            "Line %(no)s: the supplier sells at least %(least)s.",
            no=line.line_no,
            least=f"{least.normalize():f}",
        )


def _amount(cell, line, quantity):
    """The supplier's own amount for the whole quantity; a part is quantity × price, fractions cut off."""
    if quantity == line.quantity:
        return cell.amount
    return line_amount(quantity, cell.quote_line.price, Rounding.FLOOR)


def _extras(matrix, quote_ids):
    for column in matrix.columns:
        if column.quote.id in quote_ids:
            for line in column.quote.lines:
                if line.kind == "extra":
                    yield Chosen(column.quote, line, None, line.quantity, line.amount)


def _references(matrix, chosen):
    """The same quantities at each line's lowest price, and at our target prices."""
    rows = {row.line.id: row for row in matrix.rows}
    lowest, target = 0, 0
    for one in chosen:
        if one.line is None:
            continue
        lowest += min(
            _amount(cell, one.line, one.quantity)
            for column, cell in zip(matrix.columns, rows[one.line.id].cells, strict=True)
            if cell.state == "offered" and column.counts
        )
        if target is not None:
            price = one.line.target_price
            target = None if price is None else target + line_amount(one.quantity, price)
    if len({one.quote.id for one in chosen}) == 1 and _everything(matrix, chosen):
        return matrix.lowest_total, target
    return lowest, target


def _everything(matrix, chosen):
    bought = {}
    for one in chosen:
        if one.line is not None:
            bought[one.line.id] = bought.get(one.line.id, Decimal(0)) + one.quantity
    return all(bought.get(row.line.id) == row.line.quantity for row in matrix.rows)


def _concerns(matrix, choice, rule, today):
    everything = _everything(matrix, choice.chosen)
    cheaper_whole = everything and matrix.lowest_total is not None and choice.total > matrix.lowest_total
    lines_only = sum(one.amount for one in choice.chosen if one.line is not None)
    single = len({one.quote.id for one in choice.chosen}) == 1 and everything
    if cheaper_whole or (not single and choice.lowest_total is not None and lines_only > choice.lowest_total):
        yield NOT_LOWEST
    needed, from_yen = rule
    if choice.total >= from_yen and choice.quote_count < needed:
        yield TOO_FEW
    if any(one.quote.valid_until and one.quote.valid_until < today for one in choice.chosen):
        yield EXPIRED
    if not everything:
        yield INCOMPLETE
