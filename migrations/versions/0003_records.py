"""Tables of records."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import isolate

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    """Create them with their keys, indexes, policies and grants."""
    op.create_table(
        "number_counters",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("scope_key", sa.Text(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_number_counters")),
        sa.UniqueConstraint(
            "tenant_id", "document", "scope_key", name=op.f("uq_number_counters_tenant_id_document_scope_key")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("number_counters")
    op.create_table(
        "number_series",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("gapless", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "scope IN ('none', 'fiscal_year', 'year', 'month', 'department')",
            name=op.f("ck_number_series_scope"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("tenant_id", "document", name=op.f("uq_number_series_tenant_id_document")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("number_series")


def downgrade():
    """Drop them; everything in them is lost."""
    op.drop_table("number_series")
    op.drop_table("number_counters")
