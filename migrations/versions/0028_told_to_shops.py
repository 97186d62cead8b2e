"""What shops were told: connections to shops, stock told to them, orders fetched, shipments told."""

from alembic import op

from migrations.making import check, columns, index, make, refers, stamps, unique

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLES = (
    "shop_connections",
    "stock_tellings",
    "stock_changes",
    "stock_runs",
    "order_fetches",
    "shipment_feeds",
)


def upgrade():
    """Make the tables."""
    for name in TABLES:
        globals()[f"_{name}"]()


def _shop_connections():
    make(
        "shop_connections",
        *columns("id", "channel_id"),
        *columns("json", "settings"),
        *columns("text", "stock_way", "stock_error", "orders_error", "notices_error", "checked_said"),
        *columns(
            "moment",
            "stock_resumes_at",
            "stock_error_at",
            "stock_told_at",
            "compared_at",
            "read_back_at",
            "orders_since",
            "orders_asked_at",
            "checked_at",
            nullable=True,
        ),
        *columns("number", "stock_failures", "orders_minutes", "version"),
        *columns("flag", "orders_on", "notices_on", "done_when_told"),
        *columns("flag", "checked_fine", nullable=True),
        *stamps("changed_at"),
        check("shop_connections", "orders_minutes", "orders_minutes BETWEEN 1 AND 1440"),
        check("shop_connections", "stock_way", "stock_way IN ('off', 'api', 'drop', 'download')"),
        refers("shop_connections", "channel_id", "channels", "CASCADE"),
        unique("shop_connections", "channel_id"),
    )


def _stock_tellings():
    make(
        "stock_tellings",
        *columns("id", "channel_id", "listing_id"),
        *columns("text", "shop_key", "state", "code", "said", "ticket"),
        *columns("number", "wanted", "attempts"),
        *columns("moment", "wanted_at"),
        *columns("number", "told", "seen", "seen_wanted", nullable=True),
        *columns("moment", "told_at", "waits_since", "seen_at", nullable=True),
        check("stock_tellings", "state", "state IN ('even', 'waiting', 'handed', 'refused')"),
        check("stock_tellings", "waits", "(state = 'waiting') = (waits_since IS NOT NULL)"),
        check("stock_tellings", "wanted", "wanted >= 0"),
        refers("stock_tellings", "channel_id", "channels", "CASCADE"),
        refers("stock_tellings", "listing_id", "listings", "CASCADE"),
        unique("stock_tellings", "listing_id"),
        indexes=(("channel_id", "state"),),
    )
    index("stock_tellings", "channel_id", "waits_since", where="state = 'waiting'")


def _stock_changes():
    make(
        "stock_changes",
        *columns("id", "product_id"),
        *stamps("at"),
    )


def _stock_runs():
    make(
        "stock_runs",
        *columns("id", "channel_id"),
        *columns("text", "way", "ticket", "error"),
        *columns("moment", "at"),
        *columns("number", "milliseconds", "told", "refused", "unknown"),
        *columns("number", "delay_ms", nullable=True),
        *columns("json", "keys"),
        check("stock_runs", "counts", "told >= 0 AND refused >= 0 AND unknown >= 0"),
        refers("stock_runs", "channel_id", "channels", "CASCADE"),
        indexes=(("channel_id", "at"),),
    )


def _order_fetches():
    make(
        "order_fetches",
        *columns("id", "channel_id"),
        *columns("moment", "at", "since"),
        *columns("number", "milliseconds", "new", "changed", "unchanged", "alerts"),
        *columns("json", "problems"),
        *columns("text", "error"),
        refers("order_fetches", "channel_id", "channels", "CASCADE"),
        indexes=(
            ("at", "id"),
            ("channel_id", "at"),
        ),
    )


def _shipment_feeds():
    make(
        "shipment_feeds",
        *columns("id", "channel_id"),
        *columns("text", "ticket"),
        *columns("json", "parcels"),
        *stamps("created_at"),
        *columns("moment", "answered_at", nullable=True),
        refers("shipment_feeds", "channel_id", "channels", "CASCADE"),
    )
    index("shipment_feeds", "channel_id", where="answered_at IS NULL")


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
