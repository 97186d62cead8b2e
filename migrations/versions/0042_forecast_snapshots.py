"""How open opportunities stood, week by week."""

from alembic import op

from migrations.making import columns, make, refers, unique

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade():
    """One table."""
    make(
        "forecast_snapshots",
        *columns("day", "taken_on", "expected_on"),
        *columns("id", "opportunity_id", "phase_id"),
        *columns("number", "amount"),
        *columns("text", "forecast"),
        refers("forecast_snapshots", "opportunity_id", "opportunities", "CASCADE"),
        refers("forecast_snapshots", "phase_id", "phases"),
        unique("forecast_snapshots", "taken_on", "opportunity_id"),
        indexes=(("opportunity_id",), ("phase_id",)),
    )


def downgrade():
    """As before."""
    op.drop_table("forecast_snapshots")
