"""Where a deal came from, for the company that opened it."""

from alembic import op

from migrations.making import columns, make, refers, stamps, unique

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade():
    """One table of the tenant."""
    make(
        "trade_origins",
        *columns("id", "deal_id", "participation_id", "organisation_id", "source_id"),
        *columns("text", "kind"),
        *stamps("created_at"),
        refers("trade_origins", "organisation_id", "trade_organisations"),
        unique("trade_origins", "participation_id"),
        indexes=(("kind", "source_id", "created_at"),),
    )


def downgrade():
    """As before."""
    op.drop_table("trade_origins")
