"""関係者: persons and companies that take part in a record."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLE = "record_parties"


def upgrade():
    """The table."""
    make(
        TABLE,
        *columns("text", "record_type", "role", "note", "by_name"),
        *columns("id", "record_id"),
        *columns("id", "person_id", "partner_id", nullable=True),
        *stamps("created_at"),
        refers(TABLE, "person_id", "persons"),
        refers(TABLE, "partner_id", "partners"),
        unique(TABLE, "record_id", "person_id", "role"),
        unique(TABLE, "record_id", "partner_id", "role"),
        check(TABLE, "who", "(person_id IS NULL) <> (partner_id IS NULL)"),
        indexes=(("person_id",), ("partner_id",)),
    )


def downgrade():
    """Without it."""
    op.drop_table(TABLE)
