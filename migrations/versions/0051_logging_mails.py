"""Mails are logged as activities."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

STATES = "state IN ('received', 'waiting', 'done', 'dismissed', 'failed')"


def upgrade():
    """Addresses, then what comes there."""
    _mail_addresses()
    _incoming_mails()


def downgrade():
    """Take them away again."""
    op.drop_table("incoming_mails")
    op.drop_table("mail_addresses")


def _mail_addresses():
    make(
        "mail_addresses",
        *columns("id", "user_id"),
        *columns("sealed", "secret", nullable=True),
        *columns("text", "secret_hash", nullable=True),
        *columns("text", "senders"),
        *columns("flag", "automatic"),
        *columns("moment", "made_at", "last_used_at", nullable=True),
        refers("mail_addresses", "user_id", "users", "CASCADE"),
        unique("mail_addresses", "secret_hash"),
        unique("mail_addresses", "user_id"),
    )


def _incoming_mails():
    make(
        "incoming_mails",
        *columns("id", "user_id"),
        *columns("text", "message_key", "thread_key", "state"),
        *columns("number", "size"),
        *columns("sealed", "content", nullable=True),
        *columns("json", "doubts", "why"),
        *columns("flag", "clear"),
        *columns("id", "partner_id", "person_id", "opportunity_id", "activity_id", nullable=True),
        *columns("moment", "sent_at", nullable=True),
        *stamps("received_at"),
        check("incoming_mails", "state", STATES),
        refers("incoming_mails", "user_id", "users", "CASCADE"),
        refers("incoming_mails", "partner_id", "partners", "SET NULL"),
        refers("incoming_mails", "person_id", "persons", "SET NULL"),
        refers("incoming_mails", "opportunity_id", "opportunities", "SET NULL"),
        refers("incoming_mails", "activity_id", "activities", "SET NULL"),
        unique("incoming_mails", "user_id", "message_key"),
        indexes=(
            ("user_id", "state", "received_at", "id"),
            ("message_key",),
            ("thread_key",),
            ("partner_id",),
            ("person_id",),
            ("opportunity_id",),
            ("activity_id",),
        ),
    )
