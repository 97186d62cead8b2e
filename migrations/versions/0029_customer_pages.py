"""Private pages of customers."""

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
