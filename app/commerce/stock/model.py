"""The ledger of stock, the balances it adds up to, and who is promised what."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.stock.kinds import CODES, INWARD, OUTWARD, SLIPS
from app.kernel.db import Moment, Quantity, Stamp, UnitPrice, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class StockBalance(TenantOwned, db.Model):
    """What lies in a warehouse of one product. `on_hand` is the sum of its movements and may be negative: a fact.

    `reserved` and `held_back` are the sums of its open reservations. `seq` numbers its movements, `version` counts all
    changes. A product that ever had stock has a row in the tenant's first warehouse too: whoever locks all rows of a
    product (by product, then warehouse) has the product to themselves.
    """

    __tablename__ = "stock_balances"
    __table_args__ = owned(
        refers("product_id", "products"),
        refers("warehouse_id", "warehouses"),
        unique("product_id", "warehouse_id"),
        index("warehouse_id", "product_id"),
        index(
            "product_id",
            name="ix_stock_balances_short",
            postgresql_where=text("on_hand - reserved - held_back < 0"),
        ),
        CheckConstraint("reserved >= 0 AND held_back >= 0", name="promised"),
    )

    product_id: Mapped[uuid.UUID]
    warehouse_id: Mapped[uuid.UUID]
    on_hand: Mapped[Quantity] = mapped_column(default=0)
    reserved: Mapped[Quantity] = mapped_column(default=0)
    held_back: Mapped[Quantity] = mapped_column(default=0)
    seq: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[Stamp]


class StockMovement(TenantOwned, db.Model):
    """One line of the ledger. Added, never changed: a mistake is taken back by a counter movement (`reverses_id`).

    `seq` is its number among the movements of the product in the warehouse, `balance` what lay there after it.
    `source`, `source_id` and `source_line` name what caused it (`slip`, `stocktake`, `slip_line` …); `key` makes a
    repeat harmless: within a source it is booked once. `at` is when it was booked, `happened_on` the day it counts
    for. `unit_cost` is yen for one piece, known for receipts at most.
    """

    __tablename__ = "stock_movements"
    __table_args__ = owned(
        refers("product_id", "products"),
        refers("warehouse_id", "warehouses"),
        refers("reverses_id", "stock_movements"),
        unique("source", "key"),
        unique("product_id", "warehouse_id", "seq"),
        index("product_id", "at", "id"),
        index("source_id"),
        index("reverses_id", unique=True, postgresql_where=text("reverses_id IS NOT NULL")),
        CheckConstraint(f"kind IN {CODES}", name="kind"),
        CheckConstraint(
            "CASE WHEN reverses_id IS NOT NULL THEN quantity <> 0 "
            f"WHEN kind IN {INWARD} THEN quantity > 0 WHEN kind IN {OUTWARD} THEN quantity < 0 "
            "ELSE quantity <> 0 END",
            name="sign",
        ),
        immutable=True,
    )

    product_id: Mapped[uuid.UUID]
    warehouse_id: Mapped[uuid.UUID]
    lot: Mapped[str | None]
    best_before: Mapped[dt.date | None]
    kind: Mapped[str]
    quantity: Mapped[Quantity]
    seq: Mapped[int]
    balance: Mapped[Quantity]
    unit_cost: Mapped[UnitPrice | None]
    source: Mapped[str]
    source_id: Mapped[uuid.UUID]
    source_line: Mapped[uuid.UUID | None]
    key: Mapped[str]
    reverses_id: Mapped[uuid.UUID | None]
    at: Mapped[Moment]
    happened_on: Mapped[dt.date]
    by_id: Mapped[uuid.UUID | None]
    by_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Reservation(TenantOwned, db.Model):
    """引当: so many pieces of a product for one line of something (`for_kind`, `for_id`), from one warehouse.

    `quantity` is what is wanted, `allocated` what is set aside now, `shipped` what has left; the rest waits for goods
    (`waits`), served by the earliest delivery date, then order time. `anywhere`: it may be served from another
    warehouse than the one it waits at. A set has a row for each part with `set_id` and `per_set`. `partial`: less than
    all may be set aside. `label` names the order on screens. `for_kind` `hold` is stock held back for nobody.
    """

    __tablename__ = "reservations"
    __table_args__ = owned(
        refers("product_id", "products"),
        refers("warehouse_id", "warehouses"),
        refers("set_id", "products"),
        index("for_kind", "for_id", "product_id", unique=True, postgresql_where=text("state = 'open'")),
        index("for_id"),
        index("product_id", "id", name="ix_reservations_open", postgresql_where=text("state = 'open'")),
        index("product_id", "id", name="ix_reservations_waiting", postgresql_where=text("waits")),
        CheckConstraint("state IN ('open', 'released', 'shipped')", name="state"),
        CheckConstraint("quantity > 0 AND allocated >= 0 AND shipped >= 0", name="quantities"),
        CheckConstraint("allocated + shipped <= quantity", name="within"),
        CheckConstraint("state = 'open' OR allocated = 0", name="closed"),
        CheckConstraint("waits = (state = 'open' AND allocated + shipped < quantity)", name="waits"),
    )

    product_id: Mapped[uuid.UUID]
    warehouse_id: Mapped[uuid.UUID]
    quantity: Mapped[Quantity]
    allocated: Mapped[Quantity]
    shipped: Mapped[Quantity] = mapped_column(default=0)
    for_kind: Mapped[str]
    for_id: Mapped[uuid.UUID]
    label: Mapped[str] = mapped_column(default="")
    set_id: Mapped[uuid.UUID | None]
    per_set: Mapped[Quantity | None]
    ordered_at: Mapped[Moment]
    wanted_on: Mapped[dt.date | None]
    partial: Mapped[bool] = mapped_column(default=False)
    anywhere: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="open")
    waits: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Stamp]
    changed_at: Mapped[Stamp]
    by_name: Mapped[str] = mapped_column(default="")


class StockSlip(TenantOwned, db.Model):
    """What somebody booked by hand (入荷, 返品, 調整, 移動, 店頭販売): the document around its movements.

    It never changes but for being undone, which books a counter movement for each of its movements.
    """

    __tablename__ = "stock_slips"
    __table_args__ = owned(
        refers("warehouse_id", "warehouses"),
        refers("to_warehouse_id", "warehouses"),
        unique("number"),
        index("booked_at", "id"),
        CheckConstraint(f"kind IN {tuple(SLIPS)}", name="kind"),
        CheckConstraint("(kind = 'transfer') = (to_warehouse_id IS NOT NULL)", name="destination"),
    )

    number: Mapped[str]
    kind: Mapped[str]
    warehouse_id: Mapped[uuid.UUID]
    to_warehouse_id: Mapped[uuid.UUID | None]
    happened_on: Mapped[dt.date]
    line_count: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    booked_at: Mapped[Moment]
    booked_by_id: Mapped[uuid.UUID | None]
    booked_by_name: Mapped[str] = mapped_column(default="")
    undone_at: Mapped[dt.datetime | None]
    undone_by_name: Mapped[str] = mapped_column(default="")


class StockRule(TenantOwned, db.Model):
    """How much of the available stock a shop is told. `channel_id` None: every shop; `product_id` None: every product.

    `way`: `share` (what is left above `safety`, of that `share` in 1/10,000, at most `cap`), `fixed` (always the number
    in `fixed`) or `never`. The rule of a product comes before that of all, within that the shop's own.
    """

    __tablename__ = "stock_rules"
    __table_args__ = owned(
        refers("product_id", "products", on_delete="CASCADE"),
        UniqueConstraint("tenant_id", "channel_id", "product_id", postgresql_nulls_not_distinct=True),
        index("product_id"),
        CheckConstraint("way IN ('share', 'fixed', 'never')", name="way"),
        CheckConstraint("share BETWEEN 0 AND 10000", name="share"),
        CheckConstraint("safety >= 0 AND cap >= 0 AND fixed >= 0", name="amounts"),
    )

    channel_id: Mapped[uuid.UUID | None]
    product_id: Mapped[uuid.UUID | None]
    way: Mapped[str] = mapped_column(default="share")
    safety: Mapped[int] = mapped_column(default=0)
    share: Mapped[int] = mapped_column(default=10_000)
    cap: Mapped[int | None]
    fixed: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[Stamp]
    changed_by_name: Mapped[str] = mapped_column(default="")
