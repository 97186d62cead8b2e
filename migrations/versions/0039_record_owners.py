"""自社担当者: further owners of a record, and who was in charge before."""

from alembic import op

from migrations.making import check, columns, index, make, refers, stamps

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE = "record_owners"


def upgrade():
    """The table."""
    make(
        TABLE,
        *columns("text", "record_type", "role", "by_name"),
        *columns("id", "record_id", "user_id"),
        *columns("id", "organisation_id", "change_id", "ended_by_id", nullable=True),
        *columns("day", "since"),
        *columns("day", "until", nullable=True),
        *stamps("created_at"),
        refers(TABLE, "user_id", "users"),
        refers(TABLE, "organisation_id", "organisations", "SET NULL"),
        check(TABLE, "days", "until IS NULL OR until >= since"),
        indexes=(("record_id", "until"), ("user_id", "until"), ("organisation_id",)),
    )
    for name in ("change_id", "ended_by_id"):
        index(TABLE, name, where=f"{name} IS NOT NULL")
    index(TABLE, "record_id", "user_id", "role", where="until IS NULL", unique=True)


def downgrade():
    """Without it."""
    op.drop_table(TABLE)
