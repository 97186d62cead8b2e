"""What an organisation keeps of a deal for itself: its own number, and until when somebody read it."""

from alembic import op

from migrations.making import columns, index, make, refers, unique

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade():
    """Two tables of the tenant's own."""
    _trade_own_notes()
    _trade_readings()


def _trade_own_notes():
    make(
        "trade_own_notes",
        *columns("id", "deal_id", "participation_id", "organisation_id"),
        *columns("text", "number"),
        refers("trade_own_notes", "organisation_id", "trade_organisations"),
        unique("trade_own_notes", "participation_id"),
    )
    index("trade_own_notes", "organisation_id", "number", where="number <> ''", unique=True)


def _trade_readings():
    make(
        "trade_readings",
        *columns("id", "user_id", "participation_id"),
        *columns("moment", "read_at", nullable=True),
        *columns("flag", "muted"),
        refers("trade_readings", "user_id", "users", "CASCADE"),
        unique("trade_readings", "user_id", "participation_id"),
    )


def downgrade():
    """Without them."""
    op.drop_table("trade_readings")
    op.drop_table("trade_own_notes")
