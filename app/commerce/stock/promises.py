"""Reservations in hand: read with their products locked, changed here, written back in two statements."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import text

from app.commerce.stock.bulk import update_rows
from app.commerce.stock.holding import NOTHING
from app.commerce.stock.kinds import HOLD
from app.commerce.stock.model import Reservation
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session

_FIELDS = {
    "id": "uuid",
    "product_id": "uuid",
    "warehouse_id": "uuid",
    "quantity": "numeric",
    "allocated": "numeric",
    "shipped": "numeric",
    "for_kind": "text",
    "for_id": "uuid",
    "label": "text",
    "set_id": "uuid",
    "per_set": "numeric",
    "ordered_at": "timestamptz",
    "wanted_on": "date",
    "partial": "boolean",
    "anywhere": "boolean",
    "state": "text",
}
_COLUMNS = {**_FIELDS, "waits": "boolean"}
_SELECT = f"SELECT {', '.join(_FIELDS)} FROM reservations WHERE tenant_id = :tenant AND "
_ORDER = " ORDER BY wanted_on NULLS LAST, ordered_at, id"
_OF = text(
    f"{_SELECT} for_kind = :kind AND for_id = ANY(CAST(:ids AS uuid[])) AND state = ANY(CAST(:states AS text[]))"
    f"{_ORDER}"
)
_WAITING = text(f"{_SELECT} waits AND product_id = ANY(CAST(:ids AS uuid[])){_ORDER}")


@dataclass(slots=True)
class Promise:
    """A row of `reservations` in hand."""

    id: uuid.UUID
    product_id: uuid.UUID
    warehouse_id: uuid.UUID
    quantity: Decimal
    allocated: Decimal
    shipped: Decimal
    for_kind: str
    for_id: uuid.UUID
    label: str
    set_id: uuid.UUID | None
    per_set: Decimal | None
    ordered_at: dt.datetime
    wanted_on: dt.date | None
    partial: bool
    anywhere: bool
    state: str = "open"
    fresh: bool = False

    @property
    def missing(self):
        """What still waits for goods."""
        return self.quantity - self.allocated - self.shipped

    @property
    def column(self):
        """The figure of the balance that it is part of."""
        return "held_back" if self.for_kind == HOLD else "reserved"

    def take(self, held, quantity):
        """Set `quantity` aside from its warehouse (negative: give it back)."""
        if quantity:
            held.at(self.product_id, self.warehouse_id).promise(self.column, quantity)
            self.allocated += quantity

    def top_up(self, held):
        """Set aside what is missing as far as there is any. Returns how much that was."""
        if self.missing <= 0:
            return NOTHING
        taken = self._drawn(held.free(self.product_id, self.warehouse_id))
        if not taken and self.anywhere and not (self.allocated or self.shipped or self.set_id):
            taken = self._elsewhere(held)
        self.take(held, taken)
        return taken

    def _elsewhere(self, held):
        for warehouse_id in held.shelves.selling:
            taken = self._drawn(held.free(self.product_id, warehouse_id))
            if taken:
                self.warehouse_id = warehouse_id
                return taken
        return NOTHING

    def _drawn(self, free):
        if free >= self.missing:
            return self.missing
        return max(free, NOTHING) if self.partial else NOTHING

    def close(self, held):
        """Give back what is set aside; what was shipped stays shipped."""
        self.take(held, -self.allocated)
        if self.shipped:
            self.quantity, self.state = self.shipped, "shipped"
        else:
            self.state = "released"


def promises_of(kind, for_ids, states=("open",)):
    """The Promises for these lines, those served first in front."""
    asked = {"tenant": context.tenant_id(), "kind": kind, "ids": list(for_ids), "states": list(states)}
    return [Promise(*row) for row in session.execute(_OF, asked)]


def waiting_for(product_ids):
    """The Promises that wait for goods of these products, the first to be served in front."""
    asked = {"tenant": context.tenant_id(), "ids": list(product_ids)}
    return [Promise(*row) for row in session.execute(_WAITING, asked)]


def keep(promises):
    """Write Promises: new ones in one go, changed ones in another."""
    fresh = [_row(one) for one in promises if one.fresh]
    known = [_row(one) for one in promises if not one.fresh]
    now = clock.now()
    same = {"created_at": now, "changed_at": now, "by_name": context.actor().name}
    copy_in(Reservation, [dict(zip(_COLUMNS, row, strict=True)) for row in fresh], same)
    update_rows("reservations", ("id",), _COLUMNS, known, also=f", changed_at = '{now.isoformat()}'")


def _row(one):
    waits = one.state == "open" and one.missing > 0
    return (
        one.id, one.product_id, one.warehouse_id, one.quantity, one.allocated, one.shipped, one.for_kind, one.for_id,
        one.label, one.set_id, one.per_set, one.ordered_at, one.wanted_on, one.partial, one.anywhere, one.state, waits,
    )  # fmt: skip
