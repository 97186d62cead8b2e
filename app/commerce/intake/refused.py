"""Lines that do not go in, and why."""

from dataclasses import dataclass

from app.kernel.i18n import _l, translate

REASONS = {
    "missing": _l("This may not be empty."),
    "money": _l("This is no amount in whole yen."),
    "pieces": _l("This is no quantity."),
    "rate": _l("The tax rate is 10, 8 or 0."),
    "flag": _l("Enter 1 or 0."),
    "moment": _l("This is no date and time."),
    "day": _l("This is no date."),
    "exponent": _l("A spreadsheet has rounded this number. Take the file from the shop again."),
    "negative": _l("Discounts are positive amounts; only a discount line has a negative price."),
    "choice": _l("This is none of the words that may stand here."),
    "too_long": _l("This is too long."),
    "whole_number": _l("Enter a whole number from 1."),
    "subtotal": _l("The subtotal of the line is not price × quantity − discount."),
    "no_code": _l("Enter at least one of our code, the mall's code and the mall's SKU code."),
    "differs": _l("Lines of one order say different things here."),
    "twice": _l("This line number stands twice in the order."),
    "no_lines": _l("The order has no goods."),
    "items_without_order": _l("The order of these items is not in the order file."),
    "order_without_items": _l("The items of this order are not in the item file."),
    "other_shop": _l("The order is of another shop."),
    "unknown_shop": _l("No shop has this shop code."),
    "unreadable": _l("Another line of this order cannot be read."),
    "same_order": _l("Another line of this order is refused."),
}
"""`{code: English sentence}`."""


@dataclass(slots=True)
class Refused:
    """A line that did not go in: its number from 1, its cells as they came, the column at fault, the reason's code.

    `said` is a whole sentence where the reason has no code (lines that could not even be decoded).
    """

    line: int
    cells: list[str]
    reason: str = ""
    column: str = ""
    value: str = ""
    number: str = ""
    said: str = ""

    def __repr__(self):
        """Where and why, never what: cells are personal data."""
        return f"Refused(line={self.line}, column={self.column!r}, reason={self.reason!r})"

    @property
    def sentence(self):
        """The reason in the reader's language, with the column and what stood there."""
        said = self.said or translate(REASONS[self.reason])
        if not self.column:
            return said
        return translate(
            "%(column)s “%(value)s”: %(reason)s", column=self.column, value=self.value[:80], reason=said
        )


def same_order(rows, number="", reason="same_order"):
    """All rows of an order refused."""
    return [Refused(row.line_no, row.cells, reason, number=number) for row in rows]
