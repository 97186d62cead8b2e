"""Carriers, label files and tracking numbers."""

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
