"""Files of orders as they came, what was refused, and how columns are read."""

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
