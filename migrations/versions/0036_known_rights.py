"""Which roles and permissions a company was given so far, so that newer releases can bring it more."""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    """Null: to be found out from what its roles have."""
    op.execute("ALTER TABLE tenants ADD COLUMN known_rights text[]")


def downgrade():
    """As it was."""
    op.drop_column("tenants", "known_rights")
