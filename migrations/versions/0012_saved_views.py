"""Saved views of lists, and each reader's habits with a list."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NOW = sa.text("clock_timestamp()")


def _table(name, *parts):
    key = sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}"))
    ids = [sa.Column(one, sa.UUID(), nullable=False) for one in ("tenant_id", "id")]
    op.create_table(name, *ids, *parts, key, info={"tenancy": "tenant", "immutable": False})
    isolate(name)


def _text(name):
    return sa.Column(name, sa.Text(), nullable=False)


def _json(name):
    return sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), nullable=False)


def _moment(name):
    return sa.Column(name, sa.DateTime(timezone=True), server_default=NOW, nullable=False)


def upgrade():
    """Make both tables."""
    _table(
        "saved_views",
        _text("record_type"),
        _text("name"),
        _json("content"),
        _json("widths"),
        sa.Column("owner_id", sa.UUID(), nullable=False),
        _text("owner_name"),
        _json("subjects"),
        sa.Column("version", sa.BigInteger(), nullable=False),
        _moment("created_at"),
        _moment("changed_at"),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.Column("removed_by_id", sa.UUID()),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL)", name=op.f("ck_saved_views_removed")
        ),
    )
    op.create_index(
        op.f("ix_saved_views_tenant_id_record_type_owner_id"),
        "saved_views",
        ["tenant_id", "record_type", "owner_id"],
    )
    _table(
        "list_habits",
        sa.Column("user_id", sa.UUID(), nullable=False),
        _text("record_type"),
        sa.Column("view_id", sa.UUID()),
        _json("widths"),
        sa.UniqueConstraint(
            "tenant_id",
            "user_id",
            "record_type",
            name=op.f("uq_list_habits_tenant_id_user_id_record_type"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "view_id"],
            ["saved_views.tenant_id", "saved_views.id"],
            name=op.f("fk_list_habits_tenant_id_view_id_saved_views"),
            ondelete="SET NULL (view_id)",
        ),
    )
    op.create_index(op.f("ix_list_habits_tenant_id_view_id"), "list_habits", ["tenant_id", "view_id"])


def downgrade():
    """Take both away."""
    op.drop_table("list_habits")
    op.drop_table("saved_views")
