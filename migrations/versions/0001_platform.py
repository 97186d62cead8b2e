"""Tables of platform."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate, share

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    """Create them with their keys, indexes, policies and grants."""
    op.create_table(
        "audit_entries",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=True),
        sa.Column("subject_label", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.UUID(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("for_actor_id", sa.UUID(), nullable=True),
        sa.Column("for_actor_name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_audit_entries")),
        info={"tenancy": "tenant", "immutable": True},
    )
    op.create_index(
        op.f("ix_audit_entries_tenant_id_actor_id_at"),
        "audit_entries",
        ["tenant_id", "actor_id", "at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_audit_entries_tenant_id_at_id"), "audit_entries", ["tenant_id", "at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_audit_entries_tenant_id_subject_id_at"),
        "audit_entries",
        ["tenant_id", "subject_id", "at"],
        unique=False,
    )
    isolate("audit_entries", immutable=True)
    op.create_table(
        "job_bell",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("job_id", sa.UUID(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "job_id", name=op.f("pk_job_bell")),
        info={"tenancy": "global", "immutable": False},
    )
    op.create_index("ix_job_bell_due_at", "job_bell", ["due_at"], unique=False)
    share("job_bell")
    op.create_table(
        "jobs",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("arguments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=True),
        sa.Column("started_by_id", sa.UUID(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress_done", sa.BigInteger(), nullable=False),
        sa.Column("progress_total", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_jobs_state")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_jobs")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_jobs_tenant_id_state_due_at"), "jobs", ["tenant_id", "state", "due_at"], unique=False
    )
    op.create_index(op.f("ix_jobs_tenant_id_subject_id"), "jobs", ["tenant_id", "subject_id"], unique=False)
    isolate("jobs")
    op.create_table(
        "mails",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("to_address", sa.Text(), nullable=False),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.Text(), nullable=True),
        sa.Column("file_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('pending', 'sent', 'failed')", name=op.f("ck_mails_state")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mails")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_mails_tenant_id_created_at_id"), "mails", ["tenant_id", "created_at", "id"], unique=False
    )
    op.create_index(op.f("ix_mails_tenant_id_subject_id"), "mails", ["tenant_id", "subject_id"], unique=False)
    isolate("mails")
    op.create_table(
        "settings",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_settings")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_settings_tenant_id_name")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("settings")
    op.create_table(
        "stored_files",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=True),
        sa.Column("uploaded_by_id", sa.UUID(), nullable=True),
        sa.Column("uploaded_by_name", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stored_files")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_stored_files_tenant_id_sha256"), "stored_files", ["tenant_id", "sha256"], unique=False
    )
    op.create_index(
        op.f("ix_stored_files_tenant_id_subject_id_created_at"),
        "stored_files",
        ["tenant_id", "subject_id", "created_at"],
        unique=False,
    )
    isolate("stored_files")


def downgrade():
    """Drop them; everything in them is lost."""
    op.drop_table("stored_files")
    op.drop_table("settings")
    op.drop_table("mails")
    op.drop_table("jobs")
    op.drop_table("job_bell")
    op.drop_table("audit_entries")
