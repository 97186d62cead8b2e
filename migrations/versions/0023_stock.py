"""The ledger of stock and what is reserved: warehouses, sets, balances, movements, reservations, stocktakes."""

from alembic import op

from migrations.making import check, columns, index, make, make_record, refers, stamps, unique

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = (
    "warehouses",
    "set_parts",
    "stock_balances",
    "stock_movements",
    "reservations",
    "stock_slips",
    "stock_rules",
    "stocktakes",
    "stocktake_lines",
)


def upgrade():
    """Make the tables."""
    _warehouses()
    _set_parts()
    _stock_balances()
    _stock_movements()
    _reservations()
    _stock_slips()
    _stock_rules()
    _stocktakes()
    _stocktake_lines()


def _warehouses():
    make_record(
        "warehouses",
        *columns("text", "code", "name", "kind", "address", "note"),
        *columns("number", "priority"),
        *columns("flag", "sells"),
        check("warehouses", "kind", "kind IN ('own', 'outside')"),
        check("warehouses", "state", "state IN ('active', 'archived')"),
        unique("warehouses", "code"),
        indexes=(("priority", "id"),),
    )


def _set_parts():
    make(
        "set_parts",
        *columns("id", "product_id", "part_id"),
        *columns("exact", "quantity"),
        *columns("number", "position"),
        *stamps("changed_at"),
        check("set_parts", "itself", "product_id <> part_id"),
        check("set_parts", "quantity", "quantity > 0"),
        refers("set_parts", "part_id", "products"),
        refers("set_parts", "product_id", "products", "CASCADE"),
        unique("set_parts", "product_id", "part_id"),
        indexes=(("part_id",),),
    )


def _stock_balances():
    make(
        "stock_balances",
        *columns("id", "product_id", "warehouse_id"),
        *columns("exact", "on_hand", "reserved", "held_back"),
        *columns("number", "seq", "version"),
        *stamps("changed_at"),
        check("stock_balances", "promised", "reserved >= 0 AND held_back >= 0"),
        refers("stock_balances", "product_id", "products"),
        refers("stock_balances", "warehouse_id", "warehouses"),
        unique("stock_balances", "product_id", "warehouse_id"),
        indexes=(("warehouse_id", "product_id"),),
    )
    index(
        "stock_balances",
        "product_id",
        where="on_hand - reserved - held_back < 0",
        name="ix_stock_balances_short",
    )


def _stock_movements():
    make(
        "stock_movements",
        *columns("id", "product_id", "warehouse_id", "source_id"),
        *columns("text", "lot", nullable=True),
        *columns("day", "best_before", nullable=True),
        *columns("text", "kind", "source", "key", "by_name", "note"),
        *columns("exact", "quantity", "balance"),
        *columns("number", "seq"),
        *columns("exact", "unit_cost", nullable=True),
        *columns("id", "source_line", "reverses_id", "by_id", nullable=True),
        *columns("moment", "at"),
        *columns("day", "happened_on"),
        check(
            "stock_movements",
            "kind",
            "kind IN ('receipt', 'shipment', 'return', 'count', 'move_out', 'move_in', 'assembly', 'disassembly', 'adjustment', 'shop_sale')",
        ),
        check(
            "stock_movements",
            "sign",
            "CASE WHEN reverses_id IS NOT NULL THEN quantity <> 0 WHEN kind IN ('receipt', 'return', 'move_in') THEN quantity > 0 WHEN kind IN ('shipment', 'move_out', 'shop_sale') THEN quantity < 0 ELSE quantity <> 0 END",
        ),
        refers("stock_movements", "product_id", "products"),
        refers("stock_movements", "reverses_id", "stock_movements"),
        refers("stock_movements", "warehouse_id", "warehouses"),
        unique("stock_movements", "product_id", "warehouse_id", "seq"),
        unique("stock_movements", "source", "key"),
        indexes=(
            ("product_id", "at", "id"),
            ("source_id",),
        ),
        immutable=True,
    )
    index("stock_movements", "reverses_id", where="reverses_id IS NOT NULL", unique=True)


def _reservations():
    make(
        "reservations",
        *columns("id", "product_id", "warehouse_id", "for_id"),
        *columns("exact", "quantity", "allocated", "shipped"),
        *columns("text", "for_kind", "label", "state", "by_name"),
        *columns("id", "set_id", nullable=True),
        *columns("exact", "per_set", nullable=True),
        *columns("moment", "ordered_at"),
        *columns("day", "wanted_on", nullable=True),
        *columns("flag", "partial", "anywhere", "waits"),
        *stamps("created_at", "changed_at"),
        check("reservations", "closed", "state = 'open' OR allocated = 0"),
        check("reservations", "quantities", "quantity > 0 AND allocated >= 0 AND shipped >= 0"),
        check("reservations", "state", "state IN ('open', 'released', 'shipped')"),
        check("reservations", "waits", "waits = (state = 'open' AND allocated + shipped < quantity)"),
        check("reservations", "within", "allocated + shipped <= quantity"),
        refers("reservations", "product_id", "products"),
        refers("reservations", "set_id", "products"),
        refers("reservations", "warehouse_id", "warehouses"),
        indexes=(("for_id",),),
    )
    index("reservations", "product_id", "id", where="state = 'open'", name="ix_reservations_open")
    index("reservations", "for_kind", "for_id", "product_id", where="state = 'open'", unique=True)
    index("reservations", "product_id", "id", where="waits", name="ix_reservations_waiting")


def _stock_slips():
    make(
        "stock_slips",
        *columns("text", "number", "kind", "note", "booked_by_name", "undone_by_name"),
        *columns("id", "warehouse_id"),
        *columns("id", "to_warehouse_id", "booked_by_id", nullable=True),
        *columns("day", "happened_on"),
        *columns("number", "line_count"),
        *columns("moment", "booked_at"),
        *columns("moment", "undone_at", nullable=True),
        check("stock_slips", "destination", "(kind = 'transfer') = (to_warehouse_id IS NOT NULL)"),
        check("stock_slips", "kind", "kind IN ('receipt', 'return', 'adjustment', 'transfer', 'shop_sale')"),
        refers("stock_slips", "to_warehouse_id", "warehouses"),
        refers("stock_slips", "warehouse_id", "warehouses"),
        unique("stock_slips", "number"),
        indexes=(("booked_at", "id"),),
    )


def _stock_rules():
    make(
        "stock_rules",
        *columns("id", "channel_id", "product_id", nullable=True),
        *columns("text", "way", "changed_by_name"),
        *columns("number", "safety", "share", "version"),
        *columns("number", "cap", "fixed", nullable=True),
        *stamps("changed_at"),
        check("stock_rules", "amounts", "safety >= 0 AND cap >= 0 AND fixed >= 0"),
        check("stock_rules", "share", "share BETWEEN 0 AND 10000"),
        check("stock_rules", "way", "way IN ('share', 'fixed', 'never')"),
        refers("stock_rules", "product_id", "products", "CASCADE"),
        unique("stock_rules", "channel_id", "product_id", nulls_alike=True),
        indexes=(("product_id",),),
    )


def _stocktakes():
    make(
        "stocktakes",
        *columns(
            "text", "number", "name", "state", "file_name", "error", "started_by_name", "booked_by_name"
        ),
        *columns("flag", "opening"),
        *columns("id", "warehouse_id"),
        *columns("number", "version", "refused_count", "line_count", "difference_count"),
        *columns("day", "counted_on"),
        *columns("id", "file_id", "refused_file_id", "job_id", "started_by_id", nullable=True),
        *stamps("started_at"),
        *columns("moment", "booked_at", nullable=True),
        check("stocktakes", "state", "state IN ('reading', 'open', 'booking', 'booked', 'discarded')"),
        refers("stocktakes", "file_id", "stored_files"),
        refers("stocktakes", "refused_file_id", "stored_files"),
        refers("stocktakes", "warehouse_id", "warehouses"),
        unique("stocktakes", "number"),
        indexes=(("started_at", "id"),),
    )


def _stocktake_lines():
    make(
        "stocktake_lines",
        *columns("id", "stocktake_id", "product_id", "warehouse_id"),
        *columns("text", "code", "lot", "counted_by_name"),
        *columns("day", "best_before", nullable=True),
        *columns("exact", "counted", "expected"),
        *columns("exact", "unit_cost", nullable=True),
        *stamps("changed_at"),
        refers("stocktake_lines", "product_id", "products"),
        refers("stocktake_lines", "stocktake_id", "stocktakes", "CASCADE"),
        refers("stocktake_lines", "warehouse_id", "warehouses"),
        indexes=(("stocktake_id", "code", "id"),),
    )
    index("stocktake_lines", "stocktake_id", "id", where="counted <> expected")
    index("stocktake_lines", "stocktake_id", "product_id", "warehouse_id", "lot", unique=True)


def downgrade():
    """Take everything away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
