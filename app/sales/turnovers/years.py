"""Business years and their months, and the picture of two of them. Pure."""

import datetime as dt
from dataclasses import dataclass

HIGH = 96


@dataclass
class Sold:
    """Yen without tax: what was sold, its gross profit, and in how many lines."""

    amount: int = 0
    gross: int = 0
    lines: int = 0

    def add(self, amount, gross, lines):
        """Another part of it."""
        self.amount, self.gross, self.lines = self.amount + amount, self.gross + gross, self.lines + lines


@dataclass(frozen=True)
class Year:
    """The business year that begins on `first`; `months`: `{first day: Sold}` of all twelve, `sold` in all."""

    first: dt.date
    months: dict
    sold: Sold

    @property
    def last(self):
        """Its last day."""
        return later(self.first, 12) - dt.timedelta(days=1)


def later(first, months):
    """The first day of the month that many months on."""
    place = first.year * 12 + first.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)


def last_day(first):
    """The last day of the month that begins on `first`."""
    return later(first, 1) - dt.timedelta(days=1)


def beginning(today, month):
    """The first day of the business year, which begins in that month, that `today` falls in."""
    return dt.date(today.year if today.month >= month else today.year - 1, month, 1)


def year_of(first, by_month):
    """The Year from `first`, of `{first day of a month: Sold}`."""
    months = {one: by_month.get(one, Sold()) for one in (later(first, number) for number in range(12))}
    sold = Sold()
    for one in months.values():
        sold.add(one.amount, one.gross, one.lines)
    return Year(first, months, sold)


def drawn(last, this):
    """`(rows, zero)`: for each of twelve places `[(month, Sold, y, height)]` of both years; returns hang below."""
    amounts = [one.amount for year in (last, this) for one in year.months.values()]
    top, bottom = max(0, *amounts), min(0, *amounts)
    scale = HIGH / ((top - bottom) or 1)
    pairs = zip(last.months.items(), this.months.items(), strict=True)
    rows = [
        [(month, sold, (top - max(sold.amount, 0)) * scale, abs(sold.amount) * scale) for month, sold in pair]
        for pair in pairs
    ]
    return rows, top * scale
