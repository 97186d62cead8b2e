"""Removals of partners that can be taken back, and since when an organisation is switched off."""

from alembic import op

from migrations.making import check, columns, make, stamps

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade():
    """One table, one column."""
    make(
        "trade_removals",
        *columns("id", "deal_id", "seat_id", "participation_id"),
        *columns("text", "documents", "invitees"),
        *columns("json", "before"),
        *stamps("removed_at"),
        *columns("moment", "returned_at", nullable=True),
        check("trade_removals", "documents", "documents IN ('transfer', 'delete')"),
        check("trade_removals", "invitees", "invitees IN ('adopt', 'remove')"),
        indexes=(("deal_id", "removed_at", "id"),),
    )
    op.add_column("trade_organisations", *columns("moment", "disabled_at", nullable=True))


def downgrade():
    """As before."""
    op.drop_column("trade_organisations", "disabled_at")
    op.drop_table("trade_removals")
