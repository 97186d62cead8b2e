"""Mails about orders."""

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
