"""The ledger of stock and what is reserved: warehouses, sets, balances, movements, reservations, stocktakes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.searching import index_search
from migrations.tenancy import isolate

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = (
    "stocktake_lines", "stocktakes", "stock_rules", "stock_slips", "reservations", "stock_movements", "stock_balances",
    "set_parts", "warehouses",
)  # fmt: skip
SLOTS = {
    **{f"slot_text_{number}": sa.Text() for number in range(1, 6)},
    **{f"slot_number_{number}": sa.BigInteger() for number in range(1, 6)},
    **{f"slot_day_{number}": sa.Date() for number in range(1, 6)},
}


def _slots():
    return [sa.Column(name, kind, nullable=True) for name, kind in SLOTS.items()]


def _finish_warehouses():
    for one in SLOTS:
        name = op.f(f"ix_warehouses_tenant_id_{one}_id")
        filled = sa.text(f"{one} IS NOT NULL")
        op.create_index(name, "warehouses", ["tenant_id", one, "id"], postgresql_where=filled)
    isolate("warehouses", searched=True)
    index_search("warehouses")


def upgrade():
    """Make the tables."""
    op.create_table(
        "warehouses",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("priority", sa.BigInteger(), nullable=False),
        sa.Column("sells", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("archived_from", sa.Text(), nullable=True),
        sa.Column("extra", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.UUID(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        *_slots(),
        sa.CheckConstraint("kind IN ('own', 'outside')", name=op.f("ck_warehouses_kind")),
        sa.CheckConstraint("state IN ('active', 'archived')", name=op.f("ck_warehouses_state")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_warehouses")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_warehouses_tenant_id_code")),
        info={"tenancy": "tenant", "immutable": False, "searched": True},
    )
    op.create_index(
        op.f("ix_warehouses_tenant_id_changed_at_id"),
        "warehouses",
        ["tenant_id", "changed_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_warehouses_tenant_id_priority_id"),
        "warehouses",
        ["tenant_id", "priority", "id"],
        unique=False,
    )
    _finish_warehouses()
    op.create_table(
        "set_parts",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("product_id", sa.UUID(), nullable=False),
        sa.Column("part_id", sa.UUID(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint("product_id <> part_id", name=op.f("ck_set_parts_itself")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_set_parts_quantity")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "part_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_set_parts_tenant_id_part_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_set_parts_tenant_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_set_parts")),
        sa.UniqueConstraint(
            "tenant_id", "product_id", "part_id", name=op.f("uq_set_parts_tenant_id_product_id_part_id")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("set_parts")
    op.create_index(
        op.f("ix_set_parts_tenant_id_part_id"), "set_parts", ["tenant_id", "part_id"], unique=False
    )
    op.create_table(
        "stock_balances",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("product_id", sa.UUID(), nullable=False),
        sa.Column("warehouse_id", sa.UUID(), nullable=False),
        sa.Column("on_hand", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("reserved", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("held_back", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint("reserved >= 0 AND held_back >= 0", name=op.f("ck_stock_balances_promised")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_stock_balances_tenant_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "warehouse_id"],
            ["warehouses.tenant_id", "warehouses.id"],
            name=op.f("fk_stock_balances_tenant_id_warehouse_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stock_balances")),
        sa.UniqueConstraint(
            "tenant_id",
            "product_id",
            "warehouse_id",
            name=op.f("uq_stock_balances_tenant_id_product_id_warehouse_id"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("stock_balances")
    op.create_index(
        "ix_stock_balances_short",
        "stock_balances",
        ["tenant_id", "product_id"],
        unique=False,
        postgresql_where=sa.text("on_hand - reserved - held_back < 0"),
    )
    op.create_index(
        op.f("ix_stock_balances_tenant_id_warehouse_id_product_id"),
        "stock_balances",
        ["tenant_id", "warehouse_id", "product_id"],
        unique=False,
    )
    op.create_table(
        "stock_movements",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("product_id", sa.UUID(), nullable=False),
        sa.Column("warehouse_id", sa.UUID(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=True),
        sa.Column("best_before", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("unit_cost", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", sa.UUID(), nullable=False),
        sa.Column("source_line", sa.UUID(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.UUID(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.UUID(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "CASE WHEN reverses_id IS NOT NULL THEN quantity <> 0 WHEN kind IN ('receipt', 'return', 'move_in') THEN quantity > 0 WHEN kind IN ('shipment', 'move_out', 'shop_sale') THEN quantity < 0 ELSE quantity <> 0 END",
            name=op.f("ck_stock_movements_sign"),
        ),
        sa.CheckConstraint(
            "kind IN ('receipt', 'shipment', 'return', 'count', 'move_out', 'move_in', 'assembly', 'disassembly', 'adjustment', 'shop_sale')",
            name=op.f("ck_stock_movements_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_stock_movements_tenant_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reverses_id"],
            ["stock_movements.tenant_id", "stock_movements.id"],
            name=op.f("fk_stock_movements_tenant_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "warehouse_id"],
            ["warehouses.tenant_id", "warehouses.id"],
            name=op.f("fk_stock_movements_tenant_id_warehouse_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stock_movements")),
        sa.UniqueConstraint(
            "tenant_id",
            "product_id",
            "warehouse_id",
            "seq",
            name=op.f("uq_stock_movements_tenant_id_product_id_warehouse_id_seq"),
        ),
        sa.UniqueConstraint(
            "tenant_id", "source", "key", name=op.f("uq_stock_movements_tenant_id_source_key")
        ),
        info={"tenancy": "tenant", "immutable": True},
    )
    isolate("stock_movements", immutable=True)
    op.create_index(
        op.f("ix_stock_movements_tenant_id_product_id_at_id"),
        "stock_movements",
        ["tenant_id", "product_id", "at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_stock_movements_tenant_id_reverses_id"),
        "stock_movements",
        ["tenant_id", "reverses_id"],
        unique=True,
        postgresql_where=sa.text("reverses_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_stock_movements_tenant_id_source_id"),
        "stock_movements",
        ["tenant_id", "source_id"],
        unique=False,
    )
    op.create_table(
        "reservations",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("product_id", sa.UUID(), nullable=False),
        sa.Column("warehouse_id", sa.UUID(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("allocated", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("shipped", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("for_kind", sa.Text(), nullable=False),
        sa.Column("for_id", sa.UUID(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("set_id", sa.UUID(), nullable=True),
        sa.Column("per_set", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("anywhere", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("state = 'open' OR allocated = 0", name=op.f("ck_reservations_closed")),
        sa.CheckConstraint("state IN ('open', 'released', 'shipped')", name=op.f("ck_reservations_state")),
        sa.CheckConstraint(
            "waits = (state = 'open' AND allocated + shipped < quantity)", name=op.f("ck_reservations_waits")
        ),
        sa.CheckConstraint("allocated + shipped <= quantity", name=op.f("ck_reservations_within")),
        sa.CheckConstraint(
            "quantity > 0 AND allocated >= 0 AND shipped >= 0", name=op.f("ck_reservations_quantities")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_reservations_tenant_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "set_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_reservations_tenant_id_set_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "warehouse_id"],
            ["warehouses.tenant_id", "warehouses.id"],
            name=op.f("fk_reservations_tenant_id_warehouse_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reservations")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("reservations")
    op.create_index(
        "ix_reservations_open",
        "reservations",
        ["tenant_id", "product_id", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_reservations_tenant_id_for_id"), "reservations", ["tenant_id", "for_id"], unique=False
    )
    op.create_index(
        op.f("ix_reservations_tenant_id_for_kind_for_id_product_id"),
        "reservations",
        ["tenant_id", "for_kind", "for_id", "product_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_reservations_waiting",
        "reservations",
        ["tenant_id", "product_id", "id"],
        unique=False,
        postgresql_where=sa.text("waits"),
    )
    op.create_table(
        "stock_slips",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("warehouse_id", sa.UUID(), nullable=False),
        sa.Column("to_warehouse_id", sa.UUID(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("line_count", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_by_id", sa.UUID(), nullable=True),
        sa.Column("booked_by_name", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'transfer') = (to_warehouse_id IS NOT NULL)", name=op.f("ck_stock_slips_destination")
        ),
        sa.CheckConstraint(
            "kind IN ('receipt', 'return', 'adjustment', 'transfer', 'shop_sale')",
            name=op.f("ck_stock_slips_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "to_warehouse_id"],
            ["warehouses.tenant_id", "warehouses.id"],
            name=op.f("fk_stock_slips_tenant_id_to_warehouse_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "warehouse_id"],
            ["warehouses.tenant_id", "warehouses.id"],
            name=op.f("fk_stock_slips_tenant_id_warehouse_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stock_slips")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_stock_slips_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("stock_slips")
    op.create_index(
        op.f("ix_stock_slips_tenant_id_booked_at_id"),
        "stock_slips",
        ["tenant_id", "booked_at", "id"],
        unique=False,
    )
    op.create_table(
        "stock_rules",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("channel_id", sa.UUID(), nullable=True),
        sa.Column("product_id", sa.UUID(), nullable=True),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("safety", sa.BigInteger(), nullable=False),
        sa.Column("share", sa.BigInteger(), nullable=False),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("fixed", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("changed_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("way IN ('share', 'fixed', 'never')", name=op.f("ck_stock_rules_way")),
        sa.CheckConstraint("safety >= 0 AND cap >= 0 AND fixed >= 0", name=op.f("ck_stock_rules_amounts")),
        sa.CheckConstraint("share BETWEEN 0 AND 10000", name=op.f("ck_stock_rules_share")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_stock_rules_tenant_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stock_rules")),
        sa.UniqueConstraint(
            "tenant_id",
            "channel_id",
            "product_id",
            name=op.f("uq_stock_rules_tenant_id_channel_id_product_id"),
            postgresql_nulls_not_distinct=True,
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("stock_rules")
    op.create_index(
        op.f("ix_stock_rules_tenant_id_product_id"), "stock_rules", ["tenant_id", "product_id"], unique=False
    )
    op.create_table(
        "stocktakes",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opening", sa.Boolean(), nullable=False),
        sa.Column("warehouse_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("refused_file_id", sa.UUID(), nullable=True),
        sa.Column("refused_count", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("job_id", sa.UUID(), nullable=True),
        sa.Column("line_count", sa.BigInteger(), nullable=False),
        sa.Column("difference_count", sa.BigInteger(), nullable=False),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("started_by_id", sa.UUID(), nullable=True),
        sa.Column("started_by_name", sa.Text(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("booked_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('reading', 'open', 'booking', 'booked', 'discarded')",
            name=op.f("ck_stocktakes_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_stocktakes_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "refused_file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_stocktakes_tenant_id_refused_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "warehouse_id"],
            ["warehouses.tenant_id", "warehouses.id"],
            name=op.f("fk_stocktakes_tenant_id_warehouse_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stocktakes")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_stocktakes_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("stocktakes")
    op.create_index(
        op.f("ix_stocktakes_tenant_id_started_at_id"),
        "stocktakes",
        ["tenant_id", "started_at", "id"],
        unique=False,
    )
    op.create_table(
        "stocktake_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("stocktake_id", sa.UUID(), nullable=False),
        sa.Column("product_id", sa.UUID(), nullable=False),
        sa.Column("warehouse_id", sa.UUID(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("best_before", sa.Date(), nullable=True),
        sa.Column("counted", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("expected", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("unit_cost", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("counted_by_name", sa.Text(), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_stocktake_lines_tenant_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stocktake_id"],
            ["stocktakes.tenant_id", "stocktakes.id"],
            name=op.f("fk_stocktake_lines_tenant_id_stocktake_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "warehouse_id"],
            ["warehouses.tenant_id", "warehouses.id"],
            name=op.f("fk_stocktake_lines_tenant_id_warehouse_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stocktake_lines")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("stocktake_lines")
    op.create_index(
        op.f("ix_stocktake_lines_tenant_id_stocktake_id_code_id"),
        "stocktake_lines",
        ["tenant_id", "stocktake_id", "code", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_stocktake_lines_tenant_id_stocktake_id_id"),
        "stocktake_lines",
        ["tenant_id", "stocktake_id", "id"],
        unique=False,
        postgresql_where=sa.text("counted <> expected"),
    )
    op.create_index(
        op.f("ix_stocktake_lines_tenant_id_stocktake_id_product_id_warehouse_id_lot"),
        "stocktake_lines",
        ["tenant_id", "stocktake_id", "product_id", "warehouse_id", "lot"],
        unique=True,
    )


def downgrade():
    """Take everything away again."""
    for one in TABLES:
        op.drop_table(one)
