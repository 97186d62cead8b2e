"""The comparison as plain values: what each supplier answered to each line, and how it stands to the others.

Amounts are yen without tax for the quantity that was asked. Pure: no database, no clock.
"""

from dataclasses import dataclass, field
from typing import Any

from app.kernel.money import line_amount

OFFERED = ("as_requested", "alternative")


@dataclass
class Cell:
    """One supplier's answer to one line. `state`: offered, not_offered or missing (never answered)."""

    state: str
    quote_line: Any = None
    amount: int | None = None
    lowest: bool = False
    over_lowest: int | None = None
    over_target: int | None = None
    late_days: int = 0

    @property
    def alternative(self):
        """Whether something else than asked is offered."""
        return self.quote_line is not None and self.quote_line.kind == "alternative"


@dataclass
class Column:
    """A supplier's answer. `subtotal` as quoted; `adjusted` fills what is missing with the lowest other offer.

    `adjusted` is None when nobody offers a missing line. `lowest`: of the complete, effective answers.
    """

    quote: Any
    name: str
    complete: bool
    subtotal: int
    adjusted: int | None
    lowest: bool = False
    over_lowest: int | None = None
    over_target: int | None = None
    extras: int = 0

    @property
    def counts(self):
        """Whether the answer takes part in lowest marks: the supplier's latest, to the present revision."""
        return self.quote.status == "effective"


@dataclass
class Row:
    """A line asked for, with one cell per column; `target` is quantity × target price."""

    line: Any
    target: int | None
    cells: list[Cell]
    lowest_amount: int | None = None


@dataclass
class ExtraRow:
    """A one-off cost by its name: the amount per column, None where there is none."""

    name: str
    amounts: list[int | None]


@dataclass
class Matrix:
    """The whole comparison; `target` is None unless every line has a target price."""

    columns: list[Column]
    rows: list[Row]
    extras: list[ExtraRow]
    target: int | None
    lowest_total: int | None = None
    effective: list[int] = field(default_factory=list)


def matrix_of(lines, quotes, names):
    """The Matrix of RFQ `lines` and `quotes` (in column order); `names`: supplier's name by partner id."""
    answers = [_answers(quote) for quote in quotes]
    rows = [_row(line, quotes, answers) for line in lines]
    targets = [row.target for row in rows]
    target = sum(targets) if targets and None not in targets else None
    columns = [_column(number, quote, names, rows) for number, quote in enumerate(quotes)]
    matrix = Matrix(columns, rows, _extras(quotes), target)
    matrix.effective = [number for number, column in enumerate(columns) if column.counts]
    _rank_totals(matrix)
    return matrix


def _answers(quote):
    return {line.rfq_line_id: line for line in quote.lines if line.kind != "extra"}


def _row(line, quotes, answers):
    target = None if line.target_price is None else line_amount(line.quantity, line.target_price)
    cells = [_cell(line, answer.get(line.id), target) for answer in answers]
    counted = [
        cell.amount
        for cell, quote in zip(cells, quotes, strict=True)
        if quote.status == "effective" and cell.amount is not None
    ]
    lowest = min(counted, default=None)
    for cell, quote in zip(cells, quotes, strict=True):
        if cell.amount is not None and lowest is not None:
            cell.over_lowest = cell.amount - lowest
            cell.lowest = quote.status == "effective" and cell.amount == lowest
    return Row(line, target, cells, lowest)


def _cell(line, answer, target):
    if answer is None or answer.kind not in OFFERED:
        return Cell("not_offered" if answer is not None else "missing", answer)
    amount = answer.amount if answer.quantity == line.quantity else line_amount(line.quantity, answer.price)
    late = line.desired_on and answer.delivery_on and (answer.delivery_on - line.desired_on).days
    return Cell(
        "offered",
        answer,
        amount,
        over_target=None if target is None else amount - target,
        late_days=max(0, late or 0),
    )


def _column(number, quote, names, rows):
    missing = [row.lowest_amount for row in rows if row.cells[number].amount is None]
    own = sum(row.cells[number].amount or 0 for row in rows)
    extras = sum(line.amount for line in quote.lines if line.kind == "extra")
    subtotal = own + extras
    adjusted = None if None in missing else subtotal + sum(missing)
    return Column(quote, names[quote.partner_id], not missing, subtotal, adjusted, extras=extras)


def _extras(quotes):
    names = dict.fromkeys(line.name for quote in quotes for line in quote.lines if line.kind == "extra")
    return [ExtraRow(name, [_extra(quote, name) for quote in quotes]) for name in names]


def _extra(quote, name):
    amounts = [line.amount for line in quote.lines if line.kind == "extra" and line.name == name]
    return sum(amounts) if amounts else None


def _rank_totals(matrix):
    complete = [column for column in matrix.columns if column.complete]
    lowest = min((column.subtotal for column in complete if column.counts), default=None)
    matrix.lowest_total = lowest
    for column in complete:
        column.over_lowest = None if lowest is None else column.subtotal - lowest
        column.lowest = column.counts and column.subtotal == lowest
        column.over_target = None if matrix.target is None else column.subtotal - matrix.target
