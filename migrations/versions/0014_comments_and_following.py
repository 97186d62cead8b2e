"""Comments on records with their likes; favourites, followers and what each person opened lately."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("recently_viewed", "follows", "favourites", "comment_likes", "comments")


def _table(name, *parts):
    keys = [sa.Column(column, sa.UUID(), nullable=False) for column in ("tenant_id", "id")]
    primary = sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}"))
    op.create_table(name, *keys, *parts, primary, info={"tenancy": "tenant", "immutable": False})
    isolate(name)


def _id(name, *, nullable=False):
    return sa.Column(name, sa.UUID(), nullable=nullable)


def _text(name):
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name):
    now = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)


def _refers(table, column, other, on_delete=None):
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{other}.tenant_id", f"{other}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}_{other}"),
        ondelete=on_delete,
    )


def _unique(table, *columns):
    name = op.f(f"uq_{table}_tenant_id_{'_'.join(columns)}")
    return sa.UniqueConstraint("tenant_id", *columns, name=name)


def _index(table, *columns):
    op.create_index(op.f(f"ix_{table}_tenant_id_{'_'.join(columns)}"), table, ["tenant_id", *columns])


def upgrade():
    """Make the five tables."""
    _table(
        "comments",
        _text("record_type"),
        _id("record_id"),
        _id("author_id", nullable=True),
        _text("author_name"),
        _text("body"),
        sa.Column("mentions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        _id("reply_to_id", nullable=True),
        _moment("created_at"),
        sa.Column("edited_at", sa.DateTime(timezone=True)),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        _refers("comments", "author_id", "users"),
        _refers("comments", "reply_to_id", "comments"),
    )
    _index("comments", "record_id", "created_at", "id")
    _table(
        "comment_likes",
        _id("comment_id"),
        _id("user_id"),
        _text("user_name"),
        _moment("created_at"),
        _refers("comment_likes", "comment_id", "comments", "CASCADE"),
        _refers("comment_likes", "user_id", "users", "CASCADE"),
        _unique("comment_likes", "comment_id", "user_id"),
    )
    _mark("favourites", "created_at")
    _mark("follows", "created_at")
    _index("follows", "record_id")
    _mark("recently_viewed", "seen_at")


def _mark(name, moment):
    _table(
        name,
        _id("user_id"),
        _text("record_type"),
        _id("record_id"),
        _moment(moment),
        _refers(name, "user_id", "users", "CASCADE"),
        _unique(name, "user_id", "record_id"),
    )
    _index(name, "user_id", moment, "id")


def downgrade():
    """Take them away again."""
    for table in TABLES:
        op.drop_table(table)
