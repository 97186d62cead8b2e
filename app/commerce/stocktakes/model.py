"""A stocktake and its lines."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, Stamp, UnitPrice, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique

STATES = ("reading", "open", "booking", "booked", "discarded")


class Stocktake(TenantOwned, db.Model):
    """棚卸. `warehouse_id` is where lines lie that do not say it. `refused_file_id`: the lines of the file that
    could not be read, with the reason. `opening`: the first stock of a company (初期在庫), shown by that name.
    """

    __tablename__ = "stocktakes"
    __table_args__ = owned(
        refers("warehouse_id", "warehouses"),
        refers("file_id", "stored_files"),
        refers("refused_file_id", "stored_files"),
        unique("number"),
        index("started_at", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    number: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    opening: Mapped[bool] = mapped_column(default=False)
    warehouse_id: Mapped[uuid.UUID]
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    counted_on: Mapped[dt.date]
    file_id: Mapped[uuid.UUID | None]
    file_name: Mapped[str] = mapped_column(default="")
    refused_file_id: Mapped[uuid.UUID | None]
    refused_count: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    job_id: Mapped[uuid.UUID | None]
    line_count: Mapped[int] = mapped_column(default=0)
    difference_count: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[Stamp]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    booked_at: Mapped[dt.datetime | None]
    booked_by_name: Mapped[str] = mapped_column(default="")

    warehouse = one("Stocktake", "warehouse_id", "Warehouse", viewonly=True)


class StocktakeLine(TenantOwned, db.Model):
    """What was counted of a product in a warehouse, and what the books said (`expected`) when it was noted.

    The difference between the two is booked: what moved in between stays right. `code` sorts the lines; it is a copy.
    """

    __tablename__ = "stocktake_lines"
    __table_args__ = owned(
        refers("stocktake_id", "stocktakes", on_delete="CASCADE"),
        refers("product_id", "products"),
        refers("warehouse_id", "warehouses"),
        index("stocktake_id", "product_id", "warehouse_id", "lot", unique=True),
        index("stocktake_id", "code", "id"),
        index("stocktake_id", "id", postgresql_where=text("counted <> expected")),
    )

    stocktake_id: Mapped[uuid.UUID]
    product_id: Mapped[uuid.UUID]
    warehouse_id: Mapped[uuid.UUID]
    code: Mapped[str]
    lot: Mapped[str] = mapped_column(default="")
    best_before: Mapped[dt.date | None]
    counted: Mapped[Quantity]
    expected: Mapped[Quantity]
    unit_cost: Mapped[UnitPrice | None]
    counted_by_name: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]
