"""Shops, what they sold, to whom, and the slips it leaves the house on."""

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
