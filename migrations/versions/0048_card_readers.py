"""A service that reads business cards, and who read which."""

from alembic import op

from migrations.making import check, columns, make, stamps, unique

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

TABLE = "card_readers"


def upgrade():
    """One table, two facts of a card."""
    make(
        TABLE,
        *columns("text", "service", "region", "address", "error", "checked_said"),
        *columns("flag", "switched_on"),
        *columns("sealed", "secrets", nullable=True),
        *columns("moment", "resumes_at", "checked_at", nullable=True),
        *columns("flag", "checked_fine", nullable=True),
        *columns("number", "version"),
        *stamps("changed_at"),
        check(TABLE, "service", "service IN ('google')"),
        unique(TABLE, "service"),
    )
    for column in columns("text", "read_by", "notice", default="''"):
        op.add_column("business_cards", column)


def downgrade():
    """As before."""
    op.drop_column("business_cards", "notice")
    op.drop_column("business_cards", "read_by")
    op.drop_table(TABLE)
