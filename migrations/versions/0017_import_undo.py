"""Imports that are looked at as a whole, read by named sources and taken back; exports made to measure."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MODES = "mode IN ('both', 'create', 'update')"


def _table(name, *parts):
    tenant = [sa.Column(column, sa.UUID(), nullable=False) for column in ("tenant_id", "id")]
    key = sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}"))
    op.create_table(name, *tenant, *parts, key, info={"tenancy": "tenant", "immutable": False})
    isolate(name)


def _text(name, default=None):
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _flag(name, default=None):
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=default)


def _json(name, default=None, nullable=False):
    return sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), nullable=nullable, server_default=default)


def _moment(name):
    now = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)


def _unique(table, *columns):
    name = op.f(f"uq_{table}_tenant_id_{'_'.join(columns)}")
    return sa.UniqueConstraint("tenant_id", *columns, name=name)


def _of_import(table):
    return sa.ForeignKeyConstraint(
        ["tenant_id", "import_id"],
        ["imports.tenant_id", "imports.id"],
        name=op.f(f"fk_{table}_tenant_id_import_id"),
        ondelete="CASCADE",
    )


IMPORTS = (
    lambda: _text("mode", "both"),
    lambda: _text("key_field", ""),
    lambda: _flag("whole", sa.false()),
    lambda: _text("source_name", ""),
    lambda: _json("seen", "{}"),
    lambda: sa.Column("look_job_id", sa.UUID()),
    lambda: sa.Column("undo_job_id", sa.UUID()),
    lambda: sa.Column("undone_at", sa.DateTime(timezone=True)),
    lambda: _text("undone_by_name", ""),
    lambda: _json("undo_counts", "{}"),
)


def upgrade():
    """Add them."""
    for column in IMPORTS:
        op.add_column("imports", column())
    op.create_check_constraint(op.f("ck_imports_mode"), "imports", MODES)
    op.add_column("exports", _json("options", "{}"))
    _table(
        "import_sources",
        *(_text("record_type"), _text("name"), _json("columns"), _text("mode"), _text("key_field")),
        *(_flag("whole"), _text("changed_by_name"), _moment("changed_at")),
        _unique("import_sources", "record_type", "name"),
    )
    _table(
        "export_templates",
        *(_text("record_type"), _text("name"), _json("content"), sa.Column("owner_id", sa.UUID())),
        *(_text("owner_name"), _moment("changed_at")),
        _unique("export_templates", "record_type", "name"),
    )
    _findings()
    _changes()


def _findings():
    outcomes = "outcome IN ('created', 'updated', 'refused')"
    _table(
        "import_findings",
        sa.Column("import_id", sa.UUID(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        *(_text("outcome"), sa.Column("record_id", sa.UUID()), _text("label"), _json("details")),
        sa.CheckConstraint(outcomes, name=op.f("ck_import_findings_outcome")),
        _of_import("import_findings"),
    )
    name = op.f("ix_import_findings_tenant_id_import_id_line_id")
    op.create_index(name, "import_findings", ["tenant_id", "import_id", "line", "id"])


def _changes():
    _table(
        "import_changes",
        *(sa.Column(name, sa.UUID(), nullable=False) for name in ("import_id", "record_id")),
        sa.Column("version", sa.BigInteger(), nullable=False),
        *(_json("before", nullable=True), _flag("undone")),
        _of_import("import_changes"),
        _unique("import_changes", "import_id", "record_id"),
    )
    name = op.f("ix_import_changes_tenant_id_record_id")
    undone = sa.text("undone")
    op.create_index(name, "import_changes", ["tenant_id", "record_id"], postgresql_where=undone)


def downgrade():
    """Take them away again; what was kept to take imports back is lost."""
    for table in ("import_changes", "import_findings", "export_templates", "import_sources"):
        op.drop_table(table)
    op.drop_column("exports", "options")
    op.drop_constraint(op.f("ck_imports_mode"), "imports")
    for column in IMPORTS:
        op.drop_column("imports", column().name)
