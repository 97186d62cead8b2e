"""Changes of many records at once with what they replaced, and the bin of deleted records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0013"
down_revision = "0012"
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


def _moment(name, nullable=False):
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=None if nullable else NOW, nullable=nullable
    )


def _index(table, *columns, **options):
    name = op.f(f"ix_{table}_tenant_id_{'_'.join(columns)}")
    op.create_index(name, table, ["tenant_id", *columns], **options)


def _refers(table, column, target, **options):
    name = op.f(f"fk_{table}_tenant_id_{column}_{target}")
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{target}.tenant_id", f"{target}.id"], name=name, **options
    )


def upgrade():
    """Make the three tables."""
    _sets()
    _table(
        "changed_records",
        sa.Column("change_set_id", sa.UUID(), nullable=False),
        sa.Column("record_id", sa.UUID(), nullable=False),
        _text("label"),
        _text("outcome"),
        _text("reason"),
        sa.Column("version", sa.BigInteger()),
        _json("before"),
        _refers("changed_records", "change_set_id", "change_sets", ondelete="CASCADE"),
        sa.CheckConstraint(
            "outcome IN ('pending', 'done', 'unchanged', 'refused')", name=op.f("ck_changed_records_outcome")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "change_set_id",
            "record_id",
            name=op.f("uq_changed_records_tenant_id_change_set_id_record_id"),
        ),
    )
    _index("changed_records", "change_set_id", "outcome", "label", "id")
    _table(
        "binned_records",
        _text("record_type"),
        _text("label"),
        _json("content"),
        _json("parts"),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.UUID()),
        sa.Column("change_set_id", sa.UUID()),
        sa.Column("deleted_by_id", sa.UUID()),
        _text("deleted_by_name"),
        _moment("deleted_at"),
        _moment("expires_at", nullable=True),
    )
    _index("binned_records", "record_type", "deleted_at", "id")
    _index("binned_records", "change_set_id")


def _sets():
    _table(
        "change_sets",
        _text("record_type"),
        _text("action"),
        _json("content"),
        _json("question"),
        _text("state"),
        _json("counts"),
        sa.Column("error", sa.Text()),
        sa.Column("undoes_id", sa.UUID()),
        sa.Column("job_id", sa.UUID()),
        sa.Column("started_by_id", sa.UUID()),
        _text("started_by_name"),
        _moment("created_at"),
        _moment("finished_at", nullable=True),
        _moment("expires_at", nullable=True),
        _refers("change_sets", "undoes_id", "change_sets"),
        sa.CheckConstraint(
            "state IN ('pending', 'done', 'failed', 'cancelled')", name=op.f("ck_change_sets_state")
        ),
        sa.CheckConstraint(
            "action IN ('field', 'state', 'archive', 'restore', 'delete', 'undo')",
            name=op.f("ck_change_sets_action"),
        ),
    )
    _index("change_sets", "record_type", "created_at", "id")
    _index("change_sets", "undoes_id", unique=True, postgresql_where=sa.text("state <> 'failed'"))


def downgrade():
    """Take them away again; what lies in the bin is lost."""
    for table in ("binned_records", "changed_records", "change_sets"):
        op.drop_table(table)
