"""What managers make of a forecast; snapshots keep that, and what a quarter has won and lost."""

import sqlalchemy as sa
from alembic import op

from migrations.making import check, columns, index, make, refers, stamps

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade():
    """One table, and two columns of snapshots."""
    table = "forecast_judgements"
    make(
        table,
        *columns("id", "opportunity_id", "owner_id", "by_id", nullable=True),
        *columns("day", "month", nullable=True),
        *columns("number", "amount", nullable=True),
        *columns("text", "forecast", "said_forecast", default="''"),
        *columns("text", "comment", "by_name"),
        *columns("number", "said_amount"),
        *stamps("created_at"),
        *columns("moment", "replaced_at", nullable=True),
        check(table, "of_one", "(opportunity_id IS NULL) = (owner_id IS NOT NULL AND month IS NOT NULL)"),
        refers(table, "opportunity_id", "opportunities", "CASCADE"),
        refers(table, "owner_id", "users"),
        indexes=(("opportunity_id", "created_at"), ("owner_id", "month", "created_at")),
    )
    of_deal, of_month = (
        f"replaced_at IS NULL AND {one} IS NOT NULL" for one in ("opportunity_id", "owner_id")
    )
    index(table, "opportunity_id", where=of_deal, unique=True)
    index(table, "owner_id", "month", where=of_month, unique=True)
    op.add_column(
        "forecast_snapshots", sa.Column("standing", sa.Text(), nullable=False, server_default="open")
    )
    op.add_column("forecast_snapshots", sa.Column("judged", sa.BigInteger(), nullable=True))


def downgrade():
    """As before; what was over is no part of a snapshot then."""
    op.execute("DELETE FROM forecast_snapshots WHERE standing <> 'open'")
    op.drop_column("forecast_snapshots", "judged")
    op.drop_column("forecast_snapshots", "standing")
    op.drop_table("forecast_judgements")
