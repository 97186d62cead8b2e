"""Writing movements: the only way in which what lies somewhere changes."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import text

from app.commerce.stock.bulk import insert_rows
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id

_KNOWN = text(
    "SELECT key FROM stock_movements WHERE tenant_id = :tenant AND source = :source"
    " AND key = ANY(CAST(:keys AS text[]))"
)
_COLUMNS = {
    "id": "uuid",
    "product_id": "uuid",
    "warehouse_id": "uuid",
    "lot": "text",
    "best_before": "date",
    "kind": "text",
    "quantity": "numeric",
    "seq": "bigint",
    "balance": "numeric",
    "unit_cost": "numeric",
    "source_id": "uuid",
    "source_line": "uuid",
    "key": "text",
    "reverses_id": "uuid",
    "note": "text",
}


@dataclass(slots=True)
class Entry:
    """A movement to be written; `quantity` carries its sign."""

    kind: str
    product_id: uuid.UUID
    warehouse_id: uuid.UUID
    quantity: Decimal
    source_id: uuid.UUID
    key: str
    line_id: uuid.UUID | None = None
    lot: str | None = None
    best_before: dt.date | None = None
    unit_cost: Decimal | None = None
    reverses_id: uuid.UUID | None = None
    note: str = ""


def unbooked(source, entries):
    """Those of the entries whose key the ledger does not know yet: a repeat books nothing twice."""
    asked = {"tenant": context.tenant_id(), "source": source, "keys": [one.key for one in entries]}
    known = set(session.scalars(_KNOWN, asked)) if entries else set()
    return [one for one in entries if one.key not in known]


def write(held, source, entries, *, happened_on=None):
    """Write the entries and move the balances in `held` (which its holder saves)."""
    rows = []
    for one in entries:
        balance = held.at(one.product_id, one.warehouse_id)
        seq = balance.move(one.quantity)
        rows.append(
            (new_id(), one.product_id, one.warehouse_id, one.lot, one.best_before, one.kind, one.quantity, seq,
             balance.on_hand, one.unit_cost, one.source_id, one.line_id, one.key, one.reverses_id, one.note)
        )  # fmt: skip
    who = context.actor()
    same = {
        "source": source,
        "at": clock.now(),
        "happened_on": happened_on or clock.today(),
        "by_id": who.id,
        "by_name": who.name,
    }
    insert_rows("stock_movements", _COLUMNS, rows, same)
