"""Programs come in and are told: API tokens, requests that are done once, webhooks with their deliveries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def _table(name, *parts):
    keys = [sa.Column(one, sa.UUID(), nullable=False) for one in ("tenant_id", "id")]
    primary = sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}"))
    op.create_table(name, *keys, *parts, primary, info={"tenancy": "tenant", "immutable": False})
    isolate(name)


def _text(name, nullable=False):
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name, nullable=False):
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _stamp(name):
    now = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)


def _moment(name, nullable=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name):
    return sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), nullable=False)


def _texts(name):
    return sa.Column(name, postgresql.ARRAY(sa.Text()), nullable=False)


def _refers(table, column, other):
    name = op.f(f"fk_{table}_tenant_id_{column}_{other}")
    target = [f"{other}.tenant_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(["tenant_id", column], target, name=name, ondelete="CASCADE")


def _unique(table, *columns):
    return sa.UniqueConstraint("tenant_id", *columns, name=op.f(f"uq_{table}_tenant_id_{'_'.join(columns)}"))


def _index(table, *columns):
    op.create_index(op.f(f"ix_{table}_tenant_id_{'_'.join(columns)}"), table, ["tenant_id", *columns])


def upgrade():
    """Make the tables."""
    _tokens()
    _webhooks()
    _deliveries()


def _tokens():
    _table(
        "api_tokens",
        sa.Column("user_id", sa.UUID(), nullable=False),
        _text("name"),
        _text("prefix"),
        _text("secret_hash"),
        _texts("scopes"),
        _stamp("created_at"),
        _moment("expires_at", nullable=False),
        _moment("revoked_at"),
        _moment("last_used_at"),
        _refers("api_tokens", "user_id", "users"),
        _unique("api_tokens", "prefix"),
    )
    _index("api_tokens", "user_id")
    _table(
        "api_requests",
        sa.Column("token_id", sa.UUID(), nullable=False),
        _text("key"),
        _text("fingerprint"),
        _number("status", nullable=True),
        _json("headers"),
        _text("body"),
        _stamp("created_at"),
        _unique("api_requests", "token_id", "key"),
    )
    _index("api_requests", "created_at")


def _webhooks():
    _table(
        "webhooks",
        _text("name"),
        _text("url"),
        _texts("events"),
        _text("secret"),
        sa.Column("owner_id", sa.UUID(), nullable=False),
        _text("state"),
        _text("reason"),
        _number("failures"),
        _moment("failing_since"),
        _number("version"),
        _stamp("created_at"),
        sa.CheckConstraint("state IN ('active', 'paused', 'disabled')", name=op.f("ck_webhooks_state")),
    )


def _deliveries():
    states = "state IN ('pending', 'delivered', 'failed', 'withheld')"
    _table(
        "webhook_deliveries",
        sa.Column("webhook_id", sa.UUID(), nullable=False),
        _text("event"),
        sa.Column("subject_id", sa.UUID()),
        _json("facts"),
        _text("body"),
        _text("state"),
        _number("attempts"),
        _moment("next_at"),
        _stamp("created_at"),
        _moment("finished_at"),
        sa.Column("replay_of_id", sa.UUID()),
        _refers("webhook_deliveries", "webhook_id", "webhooks"),
        sa.CheckConstraint(states, name=op.f("ck_webhook_deliveries_state")),
    )
    _index("webhook_deliveries", "webhook_id", "created_at", "id")
    _index("webhook_deliveries", "created_at")
    _table(
        "webhook_attempts",
        sa.Column("delivery_id", sa.UUID(), nullable=False),
        _number("number"),
        _stamp("at"),
        _number("milliseconds"),
        _number("status", nullable=True),
        _json("request_headers"),
        _json("response_headers"),
        _text("response_excerpt"),
        _text("error"),
        _refers("webhook_attempts", "delivery_id", "webhook_deliveries"),
    )
    _index("webhook_attempts", "delivery_id", "number")


def downgrade():
    """Take them away again."""
    for table in (
        "webhook_attempts", "webhook_deliveries", "webhooks", "api_requests", "api_tokens",
    ):  # fmt: skip
        op.drop_table(table)
