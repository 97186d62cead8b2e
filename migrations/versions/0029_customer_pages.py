"""Private pages of customers: links, wishes, messages, receipts."""

from alembic import op

from migrations.making import check, columns, index, make, refers, stamps, unique

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLES = (
    "order_links",
    "order_requests",
    "order_messages",
    "receipts",
)


def upgrade():
    """Make the tables."""
    _order_links()
    _order_requests()
    _order_messages()
    _receipts()


def _order_links():
    make(
        "order_links",
        *columns("id", "order_id"),
        *columns("text", "secret_hash"),
        *columns("moment", "expires_at"),
        *columns("moment", "revoked_at", "opened_at", nullable=True),
        *columns("number", "opened_count"),
        *stamps("created_at"),
        refers("order_links", "order_id", "orders", "CASCADE"),
        unique("order_links", "secret_hash"),
        indexes=(("order_id",),),
    )


def _order_requests():
    make(
        "order_requests",
        *columns("id", "order_id", "slip_id"),
        *columns("sealed", "wish"),
        *columns("text", "state", "by_name"),
        *columns("sealed", "answer", nullable=True),
        *stamps("created_at"),
        *columns("moment", "decided_at", nullable=True),
        check("order_requests", "state", "state IN ('open', 'accepted', 'declined')"),
        refers("order_requests", "order_id", "orders", "CASCADE"),
        refers("order_requests", "slip_id", "slips", "CASCADE"),
        indexes=(
            ("order_id", "created_at"),
            ("slip_id",),
        ),
    )
    index("order_requests", "created_at", "id", where="state = 'open'")


def _order_messages():
    make(
        "order_messages",
        *columns("id", "order_id"),
        *columns("flag", "from_customer"),
        *columns("sealed", "text"),
        *columns("text", "by_name"),
        *stamps("created_at"),
        *columns("moment", "read_at", nullable=True),
        refers("order_messages", "order_id", "orders", "CASCADE"),
        indexes=(("order_id", "created_at", "id"),),
    )
    index("order_messages", "created_at", "id", where="from_customer AND read_at IS NULL")


def _receipts():
    make(
        "receipts",
        *columns("id", "order_id"),
        *columns("text", "number", "purpose", "method", "by_name"),
        *columns("number", "copy_no", "total"),
        *columns("sealed", "addressee"),
        *columns("json", "taxes", "issuer"),
        *stamps("issued_at"),
        check("receipts", "copy", "copy_no > 0"),
        refers("receipts", "order_id", "orders", "CASCADE"),
        unique("receipts", "number"),
        unique("receipts", "order_id", "copy_no"),
        immutable=True,
    )


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
