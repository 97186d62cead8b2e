"""What lies in the label converter until three in the morning, and the counts that stay."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = (
    "converter_loads",
    "converter_parcels",
    "converter_files",
    "converter_days",
)


def upgrade():
    """Make the tables."""
    _converter_loads()
    _converter_parcels()
    _converter_files()
    _converter_days()


def _converter_loads():
    make(
        "converter_loads",
        *columns("id", "account_id"),
        *columns("id", "channel_id", nullable=True),
        *columns("day", "ship_on"),
        *columns("text", "state", "by_name"),
        *columns("json", "header", "mapping"),
        *columns("number", "orders", "left_out"),
        *columns("sealed", "refused", nullable=True),
        *columns("moment", "expires_at"),
        *stamps("created_at"),
        check("converter_loads", "state", "state IN ('unread', 'read')"),
        refers("converter_loads", "account_id", "carrier_accounts"),
        refers("converter_loads", "channel_id", "channels"),
        indexes=(("expires_at", "id"),),
    )


def _converter_parcels():
    make(
        "converter_parcels",
        *columns("id", "load_id", "account_id"),
        *columns("number", "position", "stops"),
        *columns("text", "key"),
        *columns("sealed", "label"),
        *columns("json", "problems", "remarks"),
        *columns("moment", "expires_at"),
        refers("converter_parcels", "account_id", "carrier_accounts"),
        refers("converter_parcels", "load_id", "converter_loads", "CASCADE"),
        unique("converter_parcels", "load_id", "key"),
        indexes=(("load_id", "position", "id"),),
    )


def _converter_files():
    make(
        "converter_files",
        *columns("id", "load_id"),
        *columns("id", "account_id", nullable=True),
        *columns("text", "way", "content_type"),
        *columns("number", "position", "rows", "size"),
        *columns("sealed", "name", "content"),
        *columns("moment", "expires_at"),
        *stamps("created_at"),
        check("converter_files", "way", "way IN ('in', 'out')"),
        refers("converter_files", "account_id", "carrier_accounts"),
        refers("converter_files", "load_id", "converter_loads", "CASCADE"),
        indexes=(("load_id", "position", "id"),),
    )


def _converter_days():
    make(
        "converter_days",
        *columns("day", "day"),
        *columns("number", "loads", "orders", "parcels", "files"),
        *columns("moment", "purged_at"),
        unique("converter_days", "day"),
    )


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
