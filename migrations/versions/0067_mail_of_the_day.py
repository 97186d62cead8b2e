"""Notices that wait for a mail of the day."""

from alembic import op

from migrations.making import columns, make, refers, stamps

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade():
    """One table, one column."""
    make(
        "digest_items",
        *columns("id", "user_id"),
        *columns("text", "kind"),
        *columns("json", "facts"),
        *stamps("created_at"),
        refers("digest_items", "user_id", "users", on_delete="CASCADE"),
        indexes=(("user_id", "created_at", "id"),),
    )
    op.add_column("notification_choices", *columns("flag", "daily", default="false"))


def downgrade():
    """As before."""
    op.drop_column("notification_choices", "daily")
    op.drop_table("digest_items")
