"""Orders and requests take what the record kit offers to documents."""

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
