"""Records as a tenant arranges them: configurations, slots for own fields, disclosures, groups and licences."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

RECORDS = ("partners", "products", "categories")
SLOTS = {
    **{f"slot_text_{number}": sa.Text() for number in range(1, 6)},
    **{f"slot_number_{number}": sa.BigInteger() for number in range(1, 6)},
    **{f"slot_day_{number}": sa.Date() for number in range(1, 6)},
}


def _tenant():
    return [sa.Column(name, sa.UUID(), nullable=False) for name in ("tenant_id", "id")]


def _table(name, *parts, immutable=False):
    info = {"tenancy": "tenant", "immutable": immutable}
    key = sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}"))
    op.create_table(name, *_tenant(), *parts, key, info=info)
    isolate(name, immutable=immutable)


def _text(name, default=None):
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _moment(name):
    now = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)


def _json(name):
    return sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), nullable=False)


def _unique(table, *columns):
    name = op.f(f"uq_{table}_tenant_id_{'_'.join(columns)}")
    return sa.UniqueConstraint("tenant_id", *columns, name=name)


def upgrade():
    """Make the tables and give every record its slots."""
    _table(
        "configurations",
        _text("subject"),
        sa.Column("version", sa.BigInteger(), nullable=False),
        _json("content"),
        _moment("changed_at"),
        _unique("configurations", "subject"),
    )
    _table(
        "configuration_revisions",
        _text("subject"),
        sa.Column("version", sa.BigInteger(), nullable=False),
        _json("content"),
        _text("summary"),
        _json("details"),
        sa.Column("by_id", sa.UUID()),
        _text("by_name"),
        _moment("at"),
        _unique("configuration_revisions", "subject", "version"),
        immutable=True,
    )
    _table(
        "disclosures",
        sa.Column("record_id", sa.UUID(), nullable=False),
        _text("subject"),
        _moment("created_at"),
        _unique("disclosures", "record_id", "subject"),
    )
    op.create_index(op.f("ix_disclosures_tenant_id_subject"), "disclosures", ["tenant_id", "subject"])
    _groups()
    op.add_column("users", sa.Column("licence", sa.Text(), server_default="full", nullable=False))
    kinds = "licence IN ('full', 'light', 'supplier')"
    op.create_check_constraint(op.f("ck_users_licence"), "users", kinds)
    for table in RECORDS:
        _give_slots(table)


def _groups():
    _table(
        "groups",
        _text("kind"),
        _text("name"),
        _text("note"),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        _moment("created_at"),
        sa.CheckConstraint("kind IN ('public', 'brick')", name=op.f("ck_groups_kind")),
        _unique("groups", "name"),
    )
    _table(
        "group_members",
        sa.Column("group_id", sa.UUID(), nullable=False),
        _text("subject"),
        _text("role"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["groups.tenant_id", "groups.id"],
            name=op.f("fk_group_members_tenant_id_group_id_groups"),
            ondelete="CASCADE",
        ),
        _unique("group_members", "group_id", "subject"),
    )
    op.create_index(op.f("ix_group_members_tenant_id_subject"), "group_members", ["tenant_id", "subject"])


def _give_slots(table):
    op.add_column(table, sa.Column("created_by_id", sa.UUID()))
    for name, kind in SLOTS.items():
        op.add_column(table, sa.Column(name, kind))
        op.create_index(
            op.f(f"ix_{table}_tenant_id_{name}_id"),
            table,
            ["tenant_id", name, "id"],
            postgresql_where=sa.text(f"{name} IS NOT NULL"),
        )


def downgrade():
    """Take them away again."""
    for table in RECORDS:
        for name in SLOTS:
            op.drop_column(table, name)
        op.drop_column(table, "created_by_id")
    op.drop_column("users", "licence")
    for table in ("group_members", "groups", "disclosures", "configuration_revisions", "configurations"):
        op.drop_table(table)
