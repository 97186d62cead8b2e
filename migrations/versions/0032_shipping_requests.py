"""Requests to warehouses outside the house."""

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
