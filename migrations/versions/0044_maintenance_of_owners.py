"""A change of many records may be about their owners."""

from alembic import op

from migrations.tenancy import in_each_tenant

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

BEFORE = "'field', 'state', 'archive', 'restore', 'delete', 'undo'"
NAME = "ck_change_sets_action"


def upgrade():
    """One action more."""
    op.drop_constraint(op.f(NAME), "change_sets")
    op.create_check_constraint(op.f(NAME), "change_sets", f"action IN ({BEFORE}, 'owners')")


def downgrade():
    """Without it, and without what was done by it."""
    gone = "(SELECT id FROM change_sets WHERE action = 'owners')"
    in_each_tenant(f"DELETE FROM change_sets WHERE undoes_id IN {gone}")
    in_each_tenant("DELETE FROM change_sets WHERE action = 'owners'")
    op.drop_constraint(op.f(NAME), "change_sets")
    op.create_check_constraint(op.f(NAME), "change_sets", f"action IN ({BEFORE})")
