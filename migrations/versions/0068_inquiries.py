"""Who asks whom in an inquiry: one deal for each pair."""

from alembic import op

from migrations.making import columns

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade():
    """A column that is empty for all other deals."""
    for column in columns("text", "inquiry_key", nullable=True):
        op.add_column("trade_deals", column)
    op.create_index("ux_trade_deals_inquiry_key", "trade_deals", ["inquiry_key"], unique=True)


def downgrade():
    """As before."""
    op.drop_column("trade_deals", "inquiry_key")
