"""What leads became, and how far we are with them about a campaign."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

STATUSES = "('untouched', 'called', 'absent', 'material', 'appointment', 'passed')"


def upgrade():
    """Both tables."""
    make(
        "conversions",
        *columns("id", "lead_id", "person_id"),
        *columns("id", "partner_id", "opportunity_id", nullable=True),
        *columns("json", "made", "versions"),
        *columns("text", "lead_state", "by_name"),
        *stamps("created_at"),
        *columns("moment", "undone_at", nullable=True),
        refers("conversions", "lead_id", "leads", "CASCADE"),
        indexes=(("lead_id", "created_at"),),
    )
    make(
        "campaign_follows",
        *columns("id", "lead_id", "campaign_id"),
        *columns("text", "status", "note"),
        *columns("day", "followed_on"),
        *columns("id", "user_id", nullable=True),
        *stamps("created_at"),
        refers("campaign_follows", "lead_id", "leads", "CASCADE"),
        refers("campaign_follows", "campaign_id", "campaigns", "CASCADE"),
        refers("campaign_follows", "user_id", "users"),
        unique("campaign_follows", "lead_id", "campaign_id"),
        check("campaign_follows", "status", f"status IN {STATUSES}"),
        indexes=(("campaign_id", "status"), ("user_id",)),
    )


def downgrade():
    """Without them."""
    op.drop_table("campaign_follows")
    op.drop_table("conversions")
