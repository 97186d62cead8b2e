"""What a line of an opportunity brings in each month."""

from alembic import op

from migrations.making import columns

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade():
    """None yet: all comes on the day of the sale."""
    for column in columns("json", "months", default="'{}'"):
        op.add_column("opportunity_lines", column)


def downgrade():
    """As it was."""
    op.drop_column("opportunity_lines", "months")
