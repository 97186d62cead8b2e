"""Files on records with their versions and previews, and what the virus check says of a stored file."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SCANS = "scan IN ('unchecked', 'pending', 'clean', 'infected', 'quarantined', 'released')"
NOW = sa.text("clock_timestamp()")


def upgrade():
    """Make the tables; files that are there count as unchecked."""
    op.add_column("stored_files", sa.Column("scan", sa.Text(), server_default="unchecked", nullable=False))
    op.add_column("stored_files", sa.Column("scan_note", sa.Text(), server_default="", nullable=False))
    op.create_check_constraint(op.f("ck_stored_files_scan"), "stored_files", SCANS)
    op.create_table(
        "attachments",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("record_id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=False),
        sa.Column("created_by_id", sa.UUID()),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.Column("removed_by_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attachments")),
        _refers("attachments", "file_id", "stored_files"),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("attachments")
    _index("attachments", "record_id", "changed_at", "id")
    _index("attachments", "removed_at", "id")
    op.create_table(
        "attachment_versions",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("attachment_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("by_id", sa.UUID()),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attachment_versions")),
        _refers("attachment_versions", "attachment_id", "attachments", ondelete="CASCADE"),
        _refers("attachment_versions", "file_id", "stored_files"),
        _unique("attachment_versions", "attachment_id", "number"),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("attachment_versions")
    _index("attachment_versions", "file_id")
    op.create_table(
        "file_previews",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("thumbnail_id", sa.UUID()),
        sa.Column("pages", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("page_count", sa.BigInteger(), nullable=False),
        sa.Column("table", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'done', 'none', 'failed')", name=op.f("ck_file_previews_state")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_file_previews")),
        _refers("file_previews", "file_id", "stored_files", ondelete="CASCADE"),
        _refers("file_previews", "thumbnail_id", "stored_files"),
        _unique("file_previews", "file_id"),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("file_previews")


def _refers(table, column, target, **options):
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}_{target}"),
        **options,
    )


def _unique(table, *columns):
    return sa.UniqueConstraint("tenant_id", *columns, name=op.f(f"uq_{table}_tenant_id_{'_'.join(columns)}"))


def _index(table, *columns):
    op.create_index(op.f(f"ix_{table}_tenant_id_{'_'.join(columns)}"), table, ["tenant_id", *columns])


def downgrade():
    """Drop them; the contents in the file store stay."""
    for table in ("file_previews", "attachment_versions", "attachments"):
        op.drop_table(table)
    op.drop_constraint(op.f("ck_stored_files_scan"), "stored_files")
    op.drop_column("stored_files", "scan_note")
    op.drop_column("stored_files", "scan")
