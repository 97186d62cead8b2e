"""A line as it was typed, and what it comes to. Pure."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from decimal import Decimal

from app.kernel.errors import Rejected
from app.kernel.money import Rounding
from app.sales.lines.spreading import MOST_MONTHS, months_from


@dataclass(frozen=True)
class Item:
    """`list_price`, `price`, `cost`: yen a unit without tax. `first` to `last`: days in the months it is sold over.

    `line_id`: the line it was before, whose months are kept as they were set by hand where nothing else changed.
    """

    name: str
    quantity: Decimal
    price: Decimal
    unit: str = ""
    product_id: uuid.UUID | None = None
    list_price: Decimal | None = None
    cost: Decimal | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    line_id: uuid.UUID | None = None

    @property
    def amount(self):
        """Quantity by price, in whole yen."""
        return Rounding.HALF_UP.yen(self.quantity * self.price)

    @property
    def gross(self):
        """What is left after the cost, None while nobody said the cost."""
        return None if self.cost is None else self.amount - Rounding.HALF_UP.yen(self.quantity * self.cost)

    @property
    def months(self):
        """The months it is spread over, none when all comes on the day of the sale."""
        first, last = self.first or self.last, self.last or self.first
        return months_from(first, last) if first else []


def check(items):
    """Refuse lines without a quantity, with a price below zero, or with months that cannot be."""
    for number, item in enumerate(items):
        if item.quantity is None or item.quantity <= 0:
            raise Rejected("Enter a quantity above zero.", f"lines-{number}-quantity")
        if item.price < 0 or (item.cost or 0) < 0:
            raise Rejected("Enter a price of zero or more.", f"lines-{number}-price")
        if item.first and item.last and not item.months:
            raise Rejected("The last month lies before the first.", f"lines-{number}-last")
        if len(item.months) > MOST_MONTHS:
            raise Rejected(
                "A line is spread over %(n)s months at most.", f"lines-{number}-last", n=MOST_MONTHS
            )


def taken_apart(item, parts):
    """The items of the parts of a set, in its place: `parts` is `[(product, how many in one set)]`.

    The price of the set is shared out by the list prices of its parts; where one has none, parts bring their own.
    """
    whole = sum((product.price or 0) * many for product, many in parts)
    shared = whole and all(product.price is not None for product, _many in parts)
    share = item.price / whole if shared else 1
    return [
        replace(
            item, line_id=None, product_id=product.id, name=product.name, unit=product.unit, cost=None,
            quantity=item.quantity * many, list_price=product.price, price=round((product.price or 0) * share, 4),
        )
        for product, many in parts
    ]  # fmt: skip
