"""Tables of exchange."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    """Create them with their keys, indexes, policies and grants."""
    op.create_table(
        "exchange_cases",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("counterpart_tenant_id", sa.UUID(), nullable=True),
        sa.Column("counterpart_name", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.UUID(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint("side IN ('buyer', 'supplier')", name=op.f("ck_exchange_cases_side")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exchange_cases")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_exchange_cases_tenant_id_partner_id"),
        "exchange_cases",
        ["tenant_id", "partner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_exchange_cases_tenant_id_side_updated_at"),
        "exchange_cases",
        ["tenant_id", "side", "updated_at"],
        unique=False,
    )
    isolate("exchange_cases")
    op.create_table(
        "envelopes",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("files", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("counterpart_name", sa.Text(), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.CheckConstraint("direction IN ('sent', 'received')", name=op.f("ck_envelopes_direction")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_envelopes_tenant_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_envelopes")),
        sa.UniqueConstraint(
            "tenant_id", "case_id", "position", name=op.f("uq_envelopes_tenant_id_case_id_position")
        ),
        info={"tenancy": "tenant", "immutable": True},
    )
    op.create_index(
        op.f("ix_envelopes_tenant_id_document_on_id"),
        "envelopes",
        ["tenant_id", "document_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_envelopes_tenant_id_kind_sent_at_id"),
        "envelopes",
        ["tenant_id", "kind", "sent_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_envelopes_tenant_id_number"), "envelopes", ["tenant_id", "number"], unique=False)
    op.create_index(op.f("ix_envelopes_tenant_id_total"), "envelopes", ["tenant_id", "total"], unique=False)
    isolate("envelopes", immutable=True)
    op.create_table(
        "exchange_read_marks",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_exchange_read_marks_tenant_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exchange_read_marks")),
        sa.UniqueConstraint(
            "tenant_id", "case_id", "user_id", name=op.f("uq_exchange_read_marks_tenant_id_case_id_user_id")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("exchange_read_marks")
    op.create_table(
        "guest_links",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_guest_links_tenant_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_guest_links")),
        sa.UniqueConstraint("tenant_id", "secret_hash", name=op.f("uq_guest_links_tenant_id_secret_hash")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_guest_links_tenant_id_case_id"), "guest_links", ["tenant_id", "case_id"], unique=False
    )
    isolate("guest_links")
    op.create_table(
        "sent_forms",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column(
            "sent_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_sent_forms_tenant_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sent_forms")),
        sa.UniqueConstraint("tenant_id", "token", name=op.f("uq_sent_forms_tenant_id_token")),
        info={"tenancy": "tenant", "immutable": True},
    )
    isolate("sent_forms", immutable=True)
    op.create_table(
        "envelope_files",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_envelope_files_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_envelope_files_tenant_id_file_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_envelope_files")),
        sa.UniqueConstraint(
            "tenant_id",
            "envelope_id",
            "position",
            name=op.f("uq_envelope_files_tenant_id_envelope_id_position"),
        ),
        info={"tenancy": "tenant", "immutable": True},
    )
    op.create_index(
        op.f("ix_envelope_files_tenant_id_file_id"), "envelope_files", ["tenant_id", "file_id"], unique=False
    )
    isolate("envelope_files", immutable=True)


def downgrade():
    """Drop them; everything in them is lost."""
    op.drop_table("envelope_files")
    op.drop_table("sent_forms")
    op.drop_table("guest_links")
    op.drop_table("exchange_read_marks")
    op.drop_table("envelopes")
    op.drop_table("exchange_cases")
