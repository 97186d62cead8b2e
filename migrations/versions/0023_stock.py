"""The ledger of stock and what is reserved."""

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
