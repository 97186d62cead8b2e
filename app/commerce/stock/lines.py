"""What callers hand to the verbs of stock, and what they get back."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class StockLine:
    """So many of a product that come, go or are found. `warehouse_id` None: the one drawn from first.

    `line_id` names the line of whatever caused it; `key` (default: the line's id, else its place in the call) makes a
    repeat harmless. `unit_cost`: yen for one piece.
    """

    product_id: uuid.UUID
    quantity: Decimal
    warehouse_id: uuid.UUID | None = None
    lot: str | None = None
    best_before: dt.date | None = None
    unit_cost: Decimal | None = None
    line_id: uuid.UUID | None = None
    key: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a product in a warehouse. `expected`: the books at that moment (None: the books now)."""

    product_id: uuid.UUID
    counted: Decimal
    warehouse_id: uuid.UUID | None = None
    expected: Decimal | None = None
    lot: str | None = None
    best_before: dt.date | None = None
    unit_cost: Decimal | None = None
    line_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """So many of a product for the line `for_id`. Earlier `wanted_on`, then earlier `ordered_at`, is served first.

    `warehouse_id` None: from whichever selling warehouse has them all. `partial`: some now are better than all later.
    `label` names the order on screens. The product may be a set.
    """

    for_id: uuid.UUID
    product_id: uuid.UUID
    quantity: Decimal
    ordered_at: dt.datetime
    wanted_on: dt.date | None = None
    warehouse_id: uuid.UUID | None = None
    partial: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reserved:
    """How a line stands: `quantity` wanted, of which `allocated` are set aside; in sets when it wants sets."""

    for_id: uuid.UUID
    quantity: Decimal
    allocated: Decimal
    warehouse_id: uuid.UUID

    @property
    def waiting(self):
        """What is missing."""
        return self.quantity - self.allocated

    @property
    def complete(self):
        """Whether it can be shipped whole."""
        return self.allocated >= self.quantity
