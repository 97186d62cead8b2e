"""Warehouses as stock needs them."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session


@dataclass(frozen=True)
class Shelves:
    """Ids: `selling` in the order in which orders draw from them, `anchor` the warehouse that was made first."""

    selling: tuple[uuid.UUID, ...]
    anchor: uuid.UUID

    @property
    def usual(self):
        """Where goods go and orders wait when nobody says it."""
        return self.selling[0] if self.selling else self.anchor


def warehouses():
    """Rows `(id, code, name, sells)` of the warehouses in use, in the order in which orders draw from them."""
    found = select(Warehouse.id, Warehouse.code, Warehouse.name, Warehouse.sells)
    found = found.where(Warehouse.state == "active")
    return session.execute(found.order_by(Warehouse.priority, Warehouse.code, Warehouse.id)).all()


def shelves():
    """The Shelves of the tenant, None while there is no warehouse."""
    columns = (Warehouse.id, Warehouse.sells, Warehouse.state, Warehouse.created_at)
    order = (Warehouse.priority, Warehouse.code, Warehouse.id)
    rows = session.execute(select(*columns).order_by(*order)).all()
    if not rows:
        return None
    selling = tuple(row.id for row in rows if row.sells and row.state == "active")
    return Shelves(selling, min(rows, key=lambda row: (row.created_at, row.id)).id)
