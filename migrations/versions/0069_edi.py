"""EDIFACT files that come in, and which organisations the parties in them are."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade():
    """Two tables of tenants."""
    table = "trade_edi_files"
    make(
        table,
        *columns("text", "name", "sender", "business_type", "status"),
        *columns("sealed", "content"),
        *columns("id", "organisation_id"),
        *columns("number", "version"),
        *columns("json", "deals"),
        *stamps("created_at"),
        *columns("moment", "taken_at", nullable=True),
        refers(table, "organisation_id", "trade_organisations"),
        check(table, "status", "status IN ('waiting', 'taken', 'dropped')"),
        indexes=(("created_at", "id"),),
    )
    table = "trade_edi_parties"
    make(
        table,
        *columns("text", "role", "key", "text", "code", "business_type"),
        *stamps("seen_at"),
        unique(table, "role", "key"),
    )


def downgrade():
    """Without them."""
    op.drop_table("trade_edi_parties")
    op.drop_table("trade_edi_files")
