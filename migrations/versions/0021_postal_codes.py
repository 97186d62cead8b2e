"""Postal codes of the whole country, as a catalogue."""

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
