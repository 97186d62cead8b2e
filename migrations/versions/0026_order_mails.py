"""Mails about orders, and an outbox that keeps mails to customers sealed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.making import check, columns, index, make, refers, stamps, unique

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLES = (
    "mail_templates",
    "mail_sentences",
    "mail_batches",
    "order_mails",
    "shop_mailings",
    "bounce_readings",
)


def upgrade():
    """Make the tables, and the place for what is sealed in the outbox."""
    op.add_column("mails", sa.Column("sealed", sa.LargeBinary()))
    for name in ("sender", "route"):
        op.add_column("mails", sa.Column(name, sa.Text(), server_default="", nullable=False))
    _mail_templates()
    _mail_sentences()
    _mail_batches()
    _order_mails()
    _shop_mailings()
    _bounce_readings()


def _mail_templates():
    make(
        "mail_templates",
        *columns(
            "text", "kind", "name", "payment_kind", "language", "place", "subject", "body", "changed_by_name"
        ),
        *columns("id", "channel_id", "rank_id", nullable=True),
        *columns("flag", "with_html", "advertising"),
        *columns("number", "version"),
        *columns("moment", "retired_at", nullable=True),
        *stamps("changed_at"),
        check(
            "mail_templates",
            "kind",
            "kind IN ('thanks', 'paid', 'shipped', 'follow', 'dunning', 'shortage', 'answer', 'free')",
        ),
        refers("mail_templates", "channel_id", "channels", "CASCADE"),
        refers("mail_templates", "rank_id", "customer_ranks", "CASCADE"),
        unique("mail_templates", "kind", "place"),
    )


def _mail_sentences():
    make(
        "mail_sentences",
        *columns("text", "spot", "name", "text", "changed_by_name"),
        *columns("number", "position", "version"),
        *columns("json", "conditions"),
        *stamps("changed_at"),
        indexes=(("spot", "position", "id"),),
    )


def _mail_batches():
    make(
        "mail_batches",
        *columns("text", "kind", "state", "made_by_name"),
        *columns("sealed", "content"),
        sa.Column("slip_ids", postgresql.ARRAY(sa.UUID), nullable=False),
        *columns("moment", "starts_at"),
        *columns("number", "done"),
        *columns("id", "made_by_id", nullable=True),
        *stamps("created_at"),
        *columns("moment", "finished_at", nullable=True),
        check(
            "mail_batches",
            "kind",
            "kind IN ('thanks', 'paid', 'shipped', 'follow', 'dunning', 'shortage', 'answer', 'free')",
        ),
        check("mail_batches", "state", "state IN ('waiting', 'running', 'done', 'cancelled')"),
        indexes=(("created_at", "id"),),
    )


def _order_mails():
    make(
        "order_mails",
        *columns("id", "order_id", "channel_id", "about_id"),
        *columns("id", "slip_id", "batch_id", "template_id", "mail_id", "made_by_id", nullable=True),
        *columns("text", "label", "kind", "template_name", "language", "state", "why", "made_by_name"),
        *columns("number", "turn", "template_version"),
        *columns("sealed", "content", nullable=True),
        *columns("json", "facts"),
        *columns("moment", "due_at"),
        *stamps("created_at"),
        *columns("moment", "sent_at", "bounced_at", nullable=True),
        check(
            "order_mails",
            "kind",
            "kind IN ('thanks', 'paid', 'shipped', 'follow', 'dunning', 'shortage', 'answer', 'free')",
        ),
        check(
            "order_mails", "state", "state IN ('planned', 'sending', 'sent', 'failed', 'stopped', 'bounced')"
        ),
        refers("order_mails", "channel_id", "channels"),
        refers("order_mails", "order_id", "orders", "CASCADE"),
        refers("order_mails", "slip_id", "slips", "SET NULL"),
        unique("order_mails", "about_id", "kind", "turn"),
        indexes=(
            ("batch_id", "state"),
            ("created_at", "id"),
            ("mail_id",),
            ("order_id", "created_at"),
            ("slip_id",),
        ),
    )
    index("order_mails", "state", "due_at", "id", where="state IN ('planned', 'sending')")


def _shop_mailings():
    make(
        "shop_mailings",
        *columns("id", "channel_id"),
        *columns("number", "version", "follow_days", "quiet_from", "quiet_until", "delay_minutes"),
        *columns("flag", "thanks", "paid", "shipped"),
        *columns("text", "reply_to"),
        *stamps("changed_at"),
        check("shop_mailings", "hours", "quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23"),
        check("shop_mailings", "spans", "follow_days BETWEEN 0 AND 365 AND delay_minutes BETWEEN 0 AND 1440"),
        refers("shop_mailings", "channel_id", "channels", "CASCADE"),
        unique("shop_mailings", "channel_id"),
    )


def _bounce_readings():
    make(
        "bounce_readings",
        *columns("id", "channel_id"),
        *columns("number", "validity", "last_uid"),
        *columns("moment", "read_at", nullable=True),
        *columns("text", "error"),
        refers("bounce_readings", "channel_id", "channels", "CASCADE"),
        unique("bounce_readings", "channel_id"),
    )


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
    for name in ("route", "sender", "sealed"):
        op.drop_column("mails", name)
