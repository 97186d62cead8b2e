"""The counts of the order desk are read from an index alone: whether a slip travels in another one stands in it."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

NAME = "ix_slips_tenant_id_status_ordered_at_id"
OPEN = "status IN ('new', 'check', 'unpaid', 'unallocated', 'short', 'ready', 'working', 'held')"


def upgrade():
    """The index with one column more."""
    _again(["carried_by_id"])


def downgrade():
    """The index as it was."""
    _again([])


def _again(more):
    op.drop_index(op.f(NAME), "slips")
    op.create_index(
        op.f(NAME),
        "slips",
        ["tenant_id", "status", "ordered_at", "id"],
        postgresql_where=sa.text(OPEN),
        postgresql_include=more,
    )
