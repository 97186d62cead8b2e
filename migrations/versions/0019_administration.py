"""Walks over all rows of a record type, which follow changes of a tenant's own fields and code lists."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

STATES = "'pending', 'done', 'failed', 'cancelled'"
ACTS = "'slot', 'formula', 'purge', 'merge'"


def upgrade():
    """Make the table."""
    now = sa.text("clock_timestamp()")
    op.create_table(
        "reworks",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("after_id", sa.UUID()),
        sa.Column("error", sa.Text()),
        sa.Column("job_id", sa.UUID()),
        sa.Column("started_by_id", sa.UUID()),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_reworks_state")),
        sa.CheckConstraint(f"act IN ({ACTS})", name=op.f("ck_reworks_act")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reworks")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_reworks_tenant_id_record_type_created_at_id"),
        "reworks",
        ["tenant_id", "record_type", "created_at", "id"],
    )
    isolate("reworks")


def downgrade():
    """Take it away again."""
    op.drop_table("reworks")
