"""Plans are read as a calendar; mails name records without keys, so that these can be deleted."""

from alembic import op

from migrations.making import columns, index, make, refers, stamps, unique

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

NAMED = {
    "partner_id": "partners",
    "person_id": "persons",
    "opportunity_id": "opportunities",
    "activity_id": "activities",
}
PROPOSED = ("partner_id", "person_id", "opportunity_id")


def upgrade():
    """The addresses of calendars; what a mail proposes is only named."""
    make(
        "calendar_feeds",
        *columns("id", "user_id"),
        *columns("text", "secret_hash"),
        *columns("flag", "results"),
        *stamps("made_at"),
        *columns("moment", "read_at", nullable=True),
        refers("calendar_feeds", "user_id", "users", "CASCADE"),
        unique("calendar_feeds", "secret_hash"),
        unique("calendar_feeds", "user_id"),
    )
    for column in NAMED:
        op.drop_constraint(op.f(f"fk_incoming_mails_tenant_id_{column}"), "incoming_mails")
    for column in PROPOSED:
        op.drop_index(op.f(f"ix_incoming_mails_tenant_id_{column}"), "incoming_mails")


def downgrade():
    """Take the addresses away, and keep what mails name again."""
    op.drop_table("calendar_feeds")
    for column in PROPOSED:
        index("incoming_mails", column)
    for column, table in NAMED.items():
        op.create_foreign_key(
            op.f(f"fk_incoming_mails_tenant_id_{column}"), "incoming_mails", table,
            ["tenant_id", column], ["tenant_id", "id"], ondelete=f"SET NULL ({column})",
        )  # fmt: skip
