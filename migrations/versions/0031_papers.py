"""Papers that go with a parcel."""

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing was made."""
