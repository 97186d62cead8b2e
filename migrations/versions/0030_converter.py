"""The label converter, whose rows live until three in the morning."""

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
