"""Reserved."""

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing to undo."""
