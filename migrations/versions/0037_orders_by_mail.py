"""Orders come by mail: mailboxes of shops, the mails that were looked at, patterns for their texts."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique
from migrations.tenancy import in_each_tenant

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade():
    """Patterns get a shape; two tables."""
    for column in _columns():
        op.add_column("intake_profiles", column)
    op.create_check_constraint(
        op.f("ck_intake_profiles_shape"), "intake_profiles", "shape IN ('table', 'mail')"
    )
    _order_mailboxes()
    _order_letters()


def downgrade():
    """As before; patterns for mails go."""
    op.drop_table("order_letters")
    op.drop_table("order_mailboxes")
    in_each_tenant("DELETE FROM intake_profiles WHERE shape = 'mail'")
    op.drop_constraint(op.f("ck_intake_profiles_shape"), "intake_profiles")
    for column in _columns():
        op.drop_column("intake_profiles", column.name)


def _columns():
    return [*columns("text", "shape", default="'table'"), *columns("json", "layout", default="'{}'")]


def _order_mailboxes():
    make(
        "order_mailboxes",
        *columns("id", "channel_id"),
        *columns("text", "host", "security", "user_name", "folder", "host_authority", "senders", "subjects"),
        *columns("text", "after", "after_folder", "error"),
        *columns("number", "port", "minutes", "validity", "last_uid", "failures", "version"),
        *columns("id", "profile_id", nullable=True),
        *columns("flag", "by_itself"),
        *columns("moment", "asked_at", "resumes_at", nullable=True),
        *stamps("changed_at"),
        check("order_mailboxes", "after", "after IN ('leave', 'seen', 'move')"),
        check("order_mailboxes", "minutes", "minutes BETWEEN 1 AND 1440"),
        check("order_mailboxes", "security", "security IN ('tls', 'starttls', 'none')"),
        refers("order_mailboxes", "channel_id", "channels", "CASCADE"),
        refers("order_mailboxes", "profile_id", "intake_profiles", "SET NULL"),
        unique("order_mailboxes", "channel_id"),
    )


def _order_letters():
    make(
        "order_letters",
        *columns("id", "mailbox_id"),
        *columns("text", "message_key", "state"),
        *columns("number", "validity", "uid", "size"),
        *columns("moment", "sent_at", nullable=True),
        *stamps("arrived_at"),
        *columns("sealed", "reason", "content", nullable=True),
        *columns("json", "numbers"),
        *columns("id", "intake_id", nullable=True),
        *columns("flag", "filed"),
        check("order_letters", "state", "state IN ('waiting', 'done', 'dismissed')"),
        refers("order_letters", "intake_id", "intakes", "SET NULL"),
        refers("order_letters", "mailbox_id", "order_mailboxes", "CASCADE"),
        unique("order_letters", "mailbox_id", "message_key"),
        indexes=(("arrived_at", "id"), ("state", "arrived_at", "id")),
    )
