"""Layouts of outside warehouses, what they were asked to ship, and their answers."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLES = (
    "request_profiles",
    "shipping_requests",
    "requested_slips",
    "shipping_results",
)


def upgrade():
    """Make the tables."""
    _request_profiles()
    _shipping_requests()
    _requested_slips()
    _shipping_results()


def _request_profiles():
    make(
        "request_profiles",
        *columns("text", "name", "company", "carrier", "encoding", "delimiter"),
        *columns("id", "warehouse_id"),
        *columns("json", "columns", "answers"),
        *columns("flag", "with_header"),
        *columns("number", "version"),
        *columns("moment", "retired_at", nullable=True),
        *columns("moment", "changed_at"),
        check("request_profiles", "company", "company IN ('rsl', 'fba', 'yamato', 'other')"),
        check("request_profiles", "delimiter", "delimiter IN ('comma', 'tab')"),
        check("request_profiles", "encoding", "encoding IN ('cp932', 'utf-8', 'utf-8-sig')"),
        refers("request_profiles", "warehouse_id", "warehouses"),
        unique("request_profiles", "name"),
    )


def _shipping_requests():
    make(
        "shipping_requests",
        *columns("text", "number", "status", "by_name"),
        *columns("id", "profile_id"),
        *columns("number", "version", "slips"),
        *columns("json", "refused"),
        *stamps("created_at"),
        *columns("moment", "undone_at", nullable=True),
        check("shipping_requests", "status", "status IN ('made', 'undone')"),
        refers("shipping_requests", "profile_id", "request_profiles"),
        unique("shipping_requests", "number"),
        indexes=(("created_at", "id"),),
    )


def _requested_slips():
    make(
        "requested_slips",
        *columns("id", "request_id", "slip_id"),
        *columns("text", "key"),
        refers("requested_slips", "request_id", "shipping_requests", "CASCADE"),
        refers("requested_slips", "slip_id", "slips", "CASCADE"),
        unique("requested_slips", "key"),
        unique("requested_slips", "request_id", "slip_id"),
        indexes=(("slip_id",),),
    )


def _shipping_results():
    make(
        "shipping_results",
        *columns("id", "profile_id"),
        *columns("text", "file_name", "by_name"),
        *columns("json", "counts", "left", "refused"),
        *stamps("created_at"),
        refers("shipping_results", "profile_id", "request_profiles"),
        indexes=(("created_at", "id"),),
    )


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
