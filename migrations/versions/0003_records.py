"""Tables of records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    """Create them with their keys, indexes, policies and grants."""
    op.create_table(
        "import_matches",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("header_fingerprint", sa.Text(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_import_matches")),
        sa.UniqueConstraint(
            "tenant_id",
            "record_type",
            "header_fingerprint",
            "user_id",
            name=op.f("uq_import_matches_tenant_id_record_type_header_fingerprint_user_id"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("import_matches")
    op.create_table(
        "number_counters",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("scope_key", sa.Text(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_number_counters")),
        sa.UniqueConstraint(
            "tenant_id", "document", "scope_key", name=op.f("uq_number_counters_tenant_id_document_scope_key")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("number_counters")
    op.create_table(
        "number_series",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("gapless", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "scope IN ('none', 'fiscal_year', 'year', 'month', 'department')",
            name=op.f("ck_number_series_scope"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("tenant_id", "document", name=op.f("uq_number_series_tenant_id_document")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("number_series")
    op.create_table(
        "exports",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("question", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("lost", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("file_id", sa.UUID(), nullable=True),
        sa.Column("job_id", sa.UUID(), nullable=True),
        sa.Column("started_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("format IN ('cp932', 'utf8', 'xlsx')", name=op.f("ck_exports_format")),
        sa.CheckConstraint(
            "state IN ('pending', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_exports_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_exports_tenant_id_file_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exports")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_exports_tenant_id_started_by_id_created_at_id"),
        "exports",
        ["tenant_id", "started_by_id", "created_at", "id"],
        unique=False,
    )
    isolate("exports")
    op.create_table(
        "imports",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("line_count", sa.BigInteger(), nullable=False),
        sa.Column("header", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("refused_file_id", sa.UUID(), nullable=True),
        sa.Column("job_id", sa.UUID(), nullable=True),
        sa.Column("started_by_id", sa.UUID(), nullable=True),
        sa.Column("started_by_name", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'pending', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_imports_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_imports_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "refused_file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_imports_tenant_id_refused_file_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_imports")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_imports_tenant_id_record_type_created_at_id"),
        "imports",
        ["tenant_id", "record_type", "created_at", "id"],
        unique=False,
    )
    isolate("imports")


def downgrade():
    """Drop them; everything in them is lost."""
    op.drop_table("imports")
    op.drop_table("exports")
    op.drop_table("number_series")
    op.drop_table("number_counters")
    op.drop_table("import_matches")
