"""Rules that work through orders by themselves."""

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
