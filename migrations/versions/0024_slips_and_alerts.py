"""Slips, what lies in them, what checks found, and how products travel."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.making import check, columns, index, make, refers, stamps, unique

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLES = (
    "slips",
    "slip_lines",
    "trackings",
    "slip_marks",
    "slip_markings",
    "alerts",
    "listings",
    "goods",
    "person_prefixes",
    "slip_batches",
    "personal_data_reads",
)


def upgrade():
    """Make the tables."""
    _slips()
    _slip_lines()
    _trackings()
    _slip_marks()
    _slip_markings()
    _alerts()
    _listings()
    _goods()
    _person_prefixes()
    _slip_batches()
    _personal_data_reads()


def _slips():
    make(
        "slips",
        *columns("id", "order_id", "channel_id"),
        *columns("number", "slip_no", "version", "pieces", "cod_amount", "alert_count"),
        *columns(
            "text",
            "key",
            "order_number",
            "payment_kind",
            "status",
            "region",
            "temperature",
            "carrier",
            "service",
            "slot",
            "place",
            "noshi",
            "wrapping",
            "label_note",
            "worst_alert",
        ),
        *columns("number", "parent_no", "total", "phone_key", "name_key", "address_key", nullable=True),
        *columns("moment", "ordered_at"),
        *columns("text", "held_from", "carried_from", nullable=True),
        *columns("id", "carried_by_id", "label_batch_id", nullable=True),
        *columns("sealed", "recipient"),
        *columns("flag", "island", "gift"),
        *columns("day", "planned_on", "wished_on", "shipped_on", nullable=True),
        *columns("sealed", "hold_reason", "noshi_name", "card_message", nullable=True),
        *columns("moment", "told_at", nullable=True),
        *stamps("created_at", "changed_at"),
        check("slips", "carried", "carried_by_id <> id"),
        check("slips", "cod", "cod_amount >= 0"),
        check("slips", "held", "status <> 'held' OR held_from IS NOT NULL"),
        check("slips", "carried_from", "(carried_by_id IS NULL) = (carried_from IS NULL)"),
        check("slips", "pieces", "pieces BETWEEN 1 AND 99"),
        check(
            "slips",
            "slot",
            "slot IN ('none', 'am', '12-14', '14-16', '16-18', '18-20', '18-21', '19-21', '20-21', 'pm')",
        ),
        check(
            "slips",
            "status",
            "status IN ('new', 'check', 'unpaid', 'unallocated', 'short', 'ready', 'working', 'shipped', 'done', 'held', 'cancelled', 'returned')",
        ),
        check("slips", "temperature", "temperature IN ('ambient', 'chilled', 'frozen')"),
        refers("slips", "carried_by_id", "slips"),
        refers("slips", "channel_id", "channels"),
        refers("slips", "order_id", "orders", "CASCADE"),
        unique("slips", "order_id", "slip_no"),
        indexes=(
            ("address_key",),
            ("channel_id", "ordered_at", "id"),
            ("name_key",),
            ("ordered_at", "id"),
            ("phone_key",),
            ("status", "shipped_on"),
        ),
    )
    index("slips", "carried_by_id", where="carried_by_id IS NOT NULL")
    index("slips", "label_batch_id", where="label_batch_id IS NOT NULL")
    index(
        "slips",
        "planned_on",
        "id",
        where="status IN ('new', 'check', 'unpaid', 'unallocated', 'short', 'ready', 'working', 'held')",
    )
    index(
        "slips",
        "status",
        "ordered_at",
        "id",
        where="status IN ('new', 'check', 'unpaid', 'unallocated', 'short', 'ready', 'working', 'held')",
    )
    index(
        "slips",
        "wished_on",
        "id",
        where="status IN ('new', 'check', 'unpaid', 'unallocated', 'short', 'ready', 'working', 'held')",
    )


def _slip_lines():
    make(
        "slip_lines",
        *columns("id", "slip_id", "order_line_id"),
        *columns("number", "quantity"),
        check("slip_lines", "quantity", "quantity > 0"),
        refers("slip_lines", "order_line_id", "order_lines", "CASCADE"),
        refers("slip_lines", "slip_id", "slips", "CASCADE"),
        unique("slip_lines", "slip_id", "order_line_id"),
        indexes=(("order_line_id",),),
    )


def _trackings():
    make(
        "trackings",
        *columns("id", "slip_id"),
        *columns("number", "piece_no"),
        *columns("text", "carrier", "number"),
        *columns("flag", "verified", nullable=True),
        *stamps("created_at"),
        check("trackings", "piece", "piece_no BETWEEN 1 AND 99"),
        refers("trackings", "slip_id", "slips", "CASCADE"),
        unique("trackings", "slip_id", "piece_no"),
        indexes=(("number",),),
    )


def _slip_marks():
    make(
        "slip_marks",
        *columns("text", "name", "tone"),
        *columns("number", "position"),
        *columns("moment", "retired_at", nullable=True),
        unique("slip_marks", "name"),
    )


def _slip_markings():
    make(
        "slip_markings",
        *columns("id", "slip_id", "mark_id"),
        *columns("text", "by_name"),
        *stamps("created_at"),
        refers("slip_markings", "mark_id", "slip_marks", "CASCADE"),
        refers("slip_markings", "slip_id", "slips", "CASCADE"),
        unique("slip_markings", "slip_id", "mark_id"),
        indexes=(("mark_id", "slip_id"),),
    )


def _alerts():
    make(
        "alerts",
        *columns("id", "order_id"),
        *columns("id", "slip_id", nullable=True),
        *columns("text", "kind", "severity", "answer", "answered_by"),
        *columns("json", "facts"),
        *columns("sealed", "proposal", nullable=True),
        *columns("moment", "answered_at", nullable=True),
        *stamps("created_at"),
        check("alerts", "severity", "severity IN ('yellow', 'red')"),
        refers("alerts", "order_id", "orders", "CASCADE"),
        refers("alerts", "slip_id", "slips", "CASCADE"),
        indexes=(
            ("order_id",),
            ("slip_id",),
        ),
    )
    index("alerts", "kind", "created_at", "id", where="answered_at IS NULL")


def _listings():
    make(
        "listings",
        *columns("id", "channel_id", "product_id"),
        *columns("text", "mall_code", "mall_sku", "options", "by_name"),
        *columns("number", "factor", "version"),
        *stamps("created_at"),
        check("listings", "factor", "factor > 0"),
        refers("listings", "channel_id", "channels", "CASCADE"),
        refers("listings", "product_id", "products"),
        unique("listings", "channel_id", "mall_code", "mall_sku", "options"),
        indexes=(("product_id", "channel_id"),),
    )


def _goods():
    make(
        "goods",
        *columns("id", "product_id"),
        *columns("text", "temperature", "label_name", "contents", "shelf"),
        *columns("number", "weight_g", "size_points", "fits_mail", "version"),
        *columns("flag", "packed_alone", "chills_along"),
        check("goods", "sizes", "weight_g >= 0 AND size_points >= 0 AND fits_mail >= 0"),
        check("goods", "temperature", "temperature IN ('ambient', 'chilled', 'frozen')"),
        refers("goods", "product_id", "products", "CASCADE"),
        unique("goods", "product_id"),
        indexes=(("shelf", "product_id"),),
    )


def _person_prefixes():
    make(
        "person_prefixes",
        *columns("id", "order_id"),
        *columns("number", "key"),
        refers("person_prefixes", "order_id", "orders", "CASCADE"),
        indexes=(
            ("key", "order_id"),
            ("order_id",),
        ),
    )


def _slip_batches():
    make(
        "slip_batches",
        *columns("text", "act", "state", "started_by_name", "undone_by_name"),
        *columns("sealed", "content"),
        sa.Column("slip_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        *columns("number", "done"),
        *columns("json", "moved", "refused"),
        *columns("text", "error", nullable=True),
        *columns("id", "job_id", "started_by_id", nullable=True),
        *columns("moment", "finished_at", "undone_at", nullable=True),
        *stamps("created_at"),
        check("slip_batches", "state", "state IN ('pending', 'running', 'done', 'failed')"),
        indexes=(("created_at", "id"),),
    )


def _personal_data_reads():
    make(
        "personal_data_reads",
        *columns("id", "record_id", "by_id", nullable=True),
        *columns("text", "way", "label", "by_name"),
        *stamps("at"),
        indexes=(("record_id", "at"), ("by_id", "at")),
        immutable=True,
    )


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
