"""Tables of procurement."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    """Create them with their keys, indexes, policies and grants."""
    op.create_table(
        "journal_templates",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("arrangement", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_journal_templates")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_journal_templates_tenant_id_name")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("journal_templates")
    op.create_table(
        "journal_exports",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("form_name", sa.Text(), nullable=False),
        sa.Column("arrangement", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("voucher_count", sa.BigInteger(), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=True),
        sa.Column("job_id", sa.UUID(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.UUID(), nullable=True),
        sa.Column("created_by_name", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(status IN ('written', 'locked')) = (file_id IS NOT NULL)", name=op.f("ck_journal_exports_file")
        ),
        sa.CheckConstraint("form IN ('yayoi', 'arranged')", name=op.f("ck_journal_exports_form")),
        sa.CheckConstraint(
            "status IN ('pending', 'written', 'failed', 'locked')", name=op.f("ck_journal_exports_status")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_journal_exports_tenant_id_file_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_journal_exports")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_journal_exports_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_journal_exports_tenant_id_created_at_id"),
        "journal_exports",
        ["tenant_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_journal_exports_tenant_id_file_id"),
        "journal_exports",
        ["tenant_id", "file_id"],
        unique=False,
    )
    isolate("journal_exports")
    op.create_table(
        "invoices",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("supplier_number", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.UUID(), nullable=False),
        sa.Column("partner_name", sa.Text(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("registration_number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_until", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("pays_on", sa.Date(), nullable=True),
        sa.Column("must_pay_by", sa.Date(), nullable=False),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("taxes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint("status <> 'approved' OR pays_on IS NOT NULL", name=op.f("ck_invoices_pays_on")),
        sa.CheckConstraint(
            "status IN ('received', 'matched', 'mismatch', 'in_approval', 'approved', 'returned')",
            name=op.f("ck_invoices_status"),
        ),
        sa.CheckConstraint("total = subtotal + tax", name=op.f("ck_invoices_total")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_invoices_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_invoices_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_invoices_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["partners.tenant_id", "partners.id"],
            name=op.f("fk_invoices_tenant_id_partner_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("tenant_id", "envelope_id", name=op.f("uq_invoices_tenant_id_envelope_id")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_invoices_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False, "searched": True},
    )
    op.create_index(op.f("ix_invoices_tenant_id_case_id"), "invoices", ["tenant_id", "case_id"], unique=False)
    op.create_index(
        op.f("ix_invoices_tenant_id_organisation_id"),
        "invoices",
        ["tenant_id", "organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_invoices_tenant_id_partner_id_issued_on"),
        "invoices",
        ["tenant_id", "partner_id", "issued_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_invoices_tenant_id_received_at_id"),
        "invoices",
        ["tenant_id", "received_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_invoices_tenant_id_status_received_at_id"),
        "invoices",
        ["tenant_id", "status", "received_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_invoices_supplier_number",
        "invoices",
        ["tenant_id", "partner_id", "supplier_number"],
        unique=True,
        postgresql_where="status <> 'returned'",
    )
    isolate("invoices", searched=True)
    op.create_table(
        "journal_account_rules",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("category_id", sa.UUID(), nullable=True),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("account_code", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "category_id IS NOT NULL OR organisation_id IS NOT NULL",
            name=op.f("ck_journal_account_rules_something"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_journal_account_rules_tenant_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_journal_account_rules_tenant_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_journal_account_rules")),
        sa.UniqueConstraint(
            "tenant_id",
            "category_id",
            "organisation_id",
            name=op.f("uq_journal_account_rules_tenant_id_category_id_organisation_id"),
            postgresql_nulls_not_distinct=True,
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_journal_account_rules_tenant_id_organisation_id"),
        "journal_account_rules",
        ["tenant_id", "organisation_id"],
        unique=False,
    )
    isolate("journal_account_rules")
    op.create_table(
        "vouchers",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("fiscal_year", sa.BigInteger(), nullable=False),
        sa.Column("voucher_no", sa.BigInteger(), nullable=False),
        sa.Column("posting_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", sa.UUID(), nullable=False),
        sa.Column("source_number", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.UUID(), nullable=False),
        sa.Column("partner_name", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("inclusive", sa.Boolean(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("reverses_id", sa.UUID(), nullable=True),
        sa.Column("export_id", sa.UUID(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses_id IS NOT NULL)", name=op.f("ck_vouchers_reversal")
        ),
        sa.CheckConstraint(
            "(status IN ('exported', 'locked')) = (export_id IS NOT NULL)", name=op.f("ck_vouchers_exported")
        ),
        sa.CheckConstraint("kind IN ('accrual', 'adjustment', 'reversal')", name=op.f("ck_vouchers_kind")),
        sa.CheckConstraint("source IN ('acceptance', 'invoice')", name=op.f("ck_vouchers_source")),
        sa.CheckConstraint(
            "status IN ('generated', 'reviewed', 'exported', 'locked')", name=op.f("ck_vouchers_status")
        ),
        sa.CheckConstraint("voucher_no BETWEEN 1 AND 999999", name=op.f("ck_vouchers_voucher_no")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "export_id"],
            ["journal_exports.tenant_id", "journal_exports.id"],
            name=op.f("fk_vouchers_tenant_id_export_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["partners.tenant_id", "partners.id"],
            name=op.f("fk_vouchers_tenant_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reverses_id"],
            ["vouchers.tenant_id", "vouchers.id"],
            name=op.f("fk_vouchers_tenant_id_reverses_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_vouchers")),
        sa.UniqueConstraint(
            "tenant_id",
            "fiscal_year",
            "voucher_no",
            name=op.f("uq_vouchers_tenant_id_fiscal_year_voucher_no"),
        ),
        sa.UniqueConstraint("tenant_id", "reverses_id", name=op.f("uq_vouchers_tenant_id_reverses_id")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_vouchers_tenant_id_export_id"), "vouchers", ["tenant_id", "export_id"], unique=False
    )
    op.create_index(
        op.f("ix_vouchers_tenant_id_partner_id"), "vouchers", ["tenant_id", "partner_id"], unique=False
    )
    op.create_index(
        op.f("ix_vouchers_tenant_id_posting_on_id"),
        "vouchers",
        ["tenant_id", "posting_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_vouchers_tenant_id_source_id"), "vouchers", ["tenant_id", "source_id"], unique=False
    )
    op.create_index(
        op.f("ix_vouchers_tenant_id_status_posting_on_id"),
        "vouchers",
        ["tenant_id", "status", "posting_on", "id"],
        unique=False,
    )
    isolate("vouchers")
    op.create_table(
        "journal_exported_vouchers",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("export_id", sa.UUID(), nullable=False),
        sa.Column("voucher_id", sa.UUID(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "export_id"],
            ["journal_exports.tenant_id", "journal_exports.id"],
            name=op.f("fk_journal_exported_vouchers_tenant_id_export_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "voucher_id"],
            ["vouchers.tenant_id", "vouchers.id"],
            name=op.f("fk_journal_exported_vouchers_tenant_id_voucher_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_journal_exported_vouchers")),
        sa.UniqueConstraint(
            "tenant_id",
            "export_id",
            "voucher_id",
            name=op.f("uq_journal_exported_vouchers_tenant_id_export_id_voucher_id"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        "uq_journal_exported_vouchers_first",
        "journal_exported_vouchers",
        ["tenant_id", "voucher_id"],
        unique=True,
        postgresql_where="first",
    )
    isolate("journal_exported_vouchers")
    op.create_table(
        "rfqs",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("category_id", sa.UUID(), nullable=True),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("requester_id", sa.UUID(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opening_rule", sa.Text(), nullable=False),
        sa.Column("delivery_place", sa.Text(), nullable=False),
        sa.Column("desired_terms", sa.Text(), nullable=False),
        sa.Column("validity_days", sa.BigInteger(), nullable=True),
        sa.Column("minimum_quotes", sa.BigInteger(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("copied_from_id", sa.UUID(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_reason", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('draft', 'cancelled')) OR number IS NOT NULL", name=op.f("ck_rfqs_numbered")
        ),
        sa.CheckConstraint(
            "opening_rule IN ('immediate', 'after_deadline')", name=op.f("ck_rfqs_opening_rule")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in_approval', 'ready', 'sent', 'closed', 'under_evaluation', 'awarded', 'no_award', 'cancelled')",
            name=op.f("ck_rfqs_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_rfqs_tenant_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "copied_from_id"],
            ["rfqs.tenant_id", "rfqs.id"],
            name=op.f("fk_rfqs_tenant_id_copied_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_rfqs_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "requester_id"],
            ["users.tenant_id", "users.id"],
            name=op.f("fk_rfqs_tenant_id_requester_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rfqs")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_rfqs_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_rfqs_tenant_id_created_at_id"), "rfqs", ["tenant_id", "created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_rfqs_tenant_id_deadline_id"), "rfqs", ["tenant_id", "deadline", "id"], unique=False
    )
    op.create_index(
        op.f("ix_rfqs_tenant_id_organisation_id_created_at_id"),
        "rfqs",
        ["tenant_id", "organisation_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_rfqs_tenant_id_requester_id_created_at_id"),
        "rfqs",
        ["tenant_id", "requester_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_rfqs_tenant_id_status_created_at_id"),
        "rfqs",
        ["tenant_id", "status", "created_at", "id"],
        unique=False,
    )
    isolate("rfqs")
    op.create_table(
        "awards",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("rfq_id", sa.UUID(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("quote_count", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("lowest_total", sa.BigInteger(), nullable=True),
        sa.Column("first_total", sa.BigInteger(), nullable=True),
        sa.Column("target_total", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("proposed_by_id", sa.UUID(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("mode IN ('whole', 'per_line', 'split')", name=op.f("ck_awards_mode")),
        sa.CheckConstraint(
            "status IN ('in_approval', 'approved', 'returned', 'rejected')", name=op.f("ck_awards_status")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "proposed_by_id"],
            ["users.tenant_id", "users.id"],
            name=op.f("fk_awards_tenant_id_proposed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rfq_id"], ["rfqs.tenant_id", "rfqs.id"], name=op.f("fk_awards_tenant_id_rfq_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_awards")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_awards_tenant_id_rfq_id_created_at"),
        "awards",
        ["tenant_id", "rfq_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "uq_awards_alive",
        "awards",
        ["tenant_id", "rfq_id"],
        unique=True,
        postgresql_where="status IN ('in_approval', 'approved')",
    )
    isolate("awards")
    op.create_table(
        "rfq_invitations",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("rfq_id", sa.UUID(), nullable=False),
        sa.Column("partner_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.Column("response_count", sa.BigInteger(), nullable=False),
        sa.Column("responded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'invited') = (case_id IS NULL)", name=op.f("ck_rfq_invitations_case")),
        sa.CheckConstraint(
            "status IN ('invited', 'sent', 'opened', 'declined', 'responded', 'awarded', 'lost')",
            name=op.f("ck_rfq_invitations_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_rfq_invitations_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["partners.tenant_id", "partners.id"],
            name=op.f("fk_rfq_invitations_tenant_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rfq_id"],
            ["rfqs.tenant_id", "rfqs.id"],
            name=op.f("fk_rfq_invitations_tenant_id_rfq_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rfq_invitations")),
        sa.UniqueConstraint("tenant_id", "case_id", name=op.f("uq_rfq_invitations_tenant_id_case_id")),
        sa.UniqueConstraint(
            "tenant_id", "rfq_id", "partner_id", name=op.f("uq_rfq_invitations_tenant_id_rfq_id_partner_id")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_rfq_invitations_tenant_id_partner_id"),
        "rfq_invitations",
        ["tenant_id", "partner_id"],
        unique=False,
    )
    isolate("rfq_invitations")
    op.create_table(
        "rfq_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("rfq_id", sa.UUID(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.UUID(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("desired_on", sa.Date(), nullable=True),
        sa.Column("allow_alternative", sa.Boolean(), nullable=False),
        sa.Column("target_price", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("dropped_in", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_rfq_lines_quantity")),
        sa.CheckConstraint(
            "target_price IS NULL OR target_price >= 0", name=op.f("ck_rfq_lines_target_price")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_rfq_lines_tenant_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rfq_id"], ["rfqs.tenant_id", "rfqs.id"], name=op.f("fk_rfq_lines_tenant_id_rfq_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rfq_lines")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_rfq_lines_tenant_id_product_id"), "rfq_lines", ["tenant_id", "product_id"], unique=False
    )
    op.create_index(
        op.f("ix_rfq_lines_tenant_id_rfq_id_line_no"),
        "rfq_lines",
        ["tenant_id", "rfq_id", "line_no"],
        unique=False,
    )
    isolate("rfq_lines")
    op.create_table(
        "rfq_revisions",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("rfq_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revised_by_id", sa.UUID(), nullable=True),
        sa.Column("revised_by_name", sa.Text(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rfq_id"],
            ["rfqs.tenant_id", "rfqs.id"],
            name=op.f("fk_rfq_revisions_tenant_id_rfq_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rfq_revisions")),
        sa.UniqueConstraint(
            "tenant_id", "rfq_id", "revision", name=op.f("uq_rfq_revisions_tenant_id_rfq_id_revision")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("rfq_revisions")
    op.create_table(
        "award_letters",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("award_id", sa.UUID(), nullable=False),
        sa.Column("invitation_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('awarded', 'not_awarded', 'no_award')", name=op.f("ck_award_letters_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_id"],
            ["awards.tenant_id", "awards.id"],
            name=op.f("fk_award_letters_tenant_id_award_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_award_letters_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "invitation_id"],
            ["rfq_invitations.tenant_id", "rfq_invitations.id"],
            name=op.f("fk_award_letters_tenant_id_invitation_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_award_letters")),
        sa.UniqueConstraint(
            "tenant_id",
            "award_id",
            "invitation_id",
            name=op.f("uq_award_letters_tenant_id_award_id_invitation_id"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("award_letters")
    op.create_table(
        "purchase_orders",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("partner_id", sa.UUID(), nullable=False),
        sa.Column("partner_name", sa.Text(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("award_id", sa.UUID(), nullable=True),
        sa.Column("rfq_number", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("delivery_place", sa.Text(), nullable=False),
        sa.Column("inspection_days", sa.BigInteger(), nullable=False),
        sa.Column("payment_terms", sa.Text(), nullable=False),
        sa.Column("payment_method", sa.Text(), nullable=False),
        sa.Column("payment_on", sa.Date(), nullable=True),
        sa.Column("acknowledge_by", sa.Date(), nullable=True),
        sa.Column("supplied_materials", sa.Text(), nullable=False),
        sa.Column("undecided_items", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("law_scope", sa.Text(), nullable=False),
        sa.Column("rounding", sa.Text(), nullable=False),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("taxes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("approved_by_id", sa.UUID(), nullable=True),
        sa.Column("created_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "law_scope IN ('none', 'toriteki', 'freelance', 'both')",
            name=op.f("ck_purchase_orders_law_scope"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'cancelled') OR number IS NOT NULL", name=op.f("ck_purchase_orders_numbered")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in_approval', 'approved', 'issued', 'acknowledged', 'change_requested', 'partially_delivered', 'delivered', 'partially_accepted', 'accepted', 'invoiced', 'closed', 'cancelled')",
            name=op.f("ck_purchase_orders_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_id"],
            ["awards.tenant_id", "awards.id"],
            name=op.f("fk_purchase_orders_tenant_id_award_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_purchase_orders_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_purchase_orders_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["partners.tenant_id", "partners.id"],
            name=op.f("fk_purchase_orders_tenant_id_partner_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_purchase_orders")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_purchase_orders_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False, "searched": True},
    )
    op.create_index(
        op.f("ix_purchase_orders_tenant_id_award_id"),
        "purchase_orders",
        ["tenant_id", "award_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_purchase_orders_tenant_id_case_id"),
        "purchase_orders",
        ["tenant_id", "case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_purchase_orders_tenant_id_created_at_id"),
        "purchase_orders",
        ["tenant_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_purchase_orders_tenant_id_created_by_id_created_at"),
        "purchase_orders",
        ["tenant_id", "created_by_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_purchase_orders_tenant_id_organisation_id"),
        "purchase_orders",
        ["tenant_id", "organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_purchase_orders_tenant_id_partner_id_created_at"),
        "purchase_orders",
        ["tenant_id", "partner_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_purchase_orders_tenant_id_status_due_on"),
        "purchase_orders",
        ["tenant_id", "status", "due_on"],
        unique=False,
    )
    isolate("purchase_orders", searched=True)
    op.create_table(
        "quotes",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("rfq_id", sa.UUID(), nullable=False),
        sa.Column("invitation_id", sa.UUID(), nullable=False),
        sa.Column("partner_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("response_no", sa.BigInteger(), nullable=False),
        sa.Column("rfq_revision", sa.BigInteger(), nullable=False),
        sa.Column("supplier_number", sa.Text(), nullable=False),
        sa.Column("quoted_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("lead_time_days", sa.BigInteger(), nullable=True),
        sa.Column("delivery_terms", sa.Text(), nullable=False),
        sa.Column("payment_terms", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('effective', 'superseded', 'outdated')", name=op.f("ck_quotes_status")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_quotes_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "invitation_id"],
            ["rfq_invitations.tenant_id", "rfq_invitations.id"],
            name=op.f("fk_quotes_tenant_id_invitation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["partners.tenant_id", "partners.id"],
            name=op.f("fk_quotes_tenant_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rfq_id"], ["rfqs.tenant_id", "rfqs.id"], name=op.f("fk_quotes_tenant_id_rfq_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_quotes")),
        sa.UniqueConstraint("tenant_id", "envelope_id", name=op.f("uq_quotes_tenant_id_envelope_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "invitation_id",
            "response_no",
            name=op.f("uq_quotes_tenant_id_invitation_id_response_no"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_quotes_tenant_id_partner_id_submitted_at"),
        "quotes",
        ["tenant_id", "partner_id", "submitted_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_quotes_tenant_id_rfq_id_submitted_at"),
        "quotes",
        ["tenant_id", "rfq_id", "submitted_at"],
        unique=False,
    )
    op.create_index(
        "uq_quotes_effective",
        "quotes",
        ["tenant_id", "invitation_id"],
        unique=True,
        postgresql_where="status = 'effective'",
    )
    isolate("quotes")
    op.create_table(
        "deliveries",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("envelope_id", sa.UUID(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("supplier_number", sa.Text(), nullable=False),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("arrives_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by_id", sa.UUID(), nullable=True),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "received_on IS NOT NULL OR status IN ('announced', 'rejected')",
            name=op.f("ck_deliveries_received_on"),
        ),
        sa.CheckConstraint(
            "status IN ('announced', 'received', 'closed', 'rejected')", name=op.f("ck_deliveries_status")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_deliveries_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_deliveries_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["purchase_orders.tenant_id", "purchase_orders.id"],
            name=op.f("fk_deliveries_tenant_id_order_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_deliveries_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_deliveries_tenant_id_created_at_id"),
        "deliveries",
        ["tenant_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_deliveries_tenant_id_order_id_created_at"),
        "deliveries",
        ["tenant_id", "order_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_deliveries_tenant_id_status_created_at_id"),
        "deliveries",
        ["tenant_id", "status", "created_at", "id"],
        unique=False,
    )
    isolate("deliveries")
    op.create_table(
        "purchase_order_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("rfq_line_id", sa.UUID(), nullable=True),
        sa.Column("quote_line_id", sa.UUID(), nullable=True),
        sa.Column("product_id", sa.UUID(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("delivery_on", sa.Date(), nullable=True),
        sa.Column("account_code", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("over_tolerance_percent", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("qty_delivered", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("qty_accepted", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("qty_rejected", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("qty_invoiced", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("qty_shortclosed", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("shortclose_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "qty_invoiced BETWEEN 0 AND qty_accepted", name=op.f("ck_purchase_order_lines_invoiced")
        ),
        sa.CheckConstraint(
            "qty_rejected >= 0 AND qty_accepted + qty_rejected <= qty_delivered",
            name=op.f("ck_purchase_order_lines_inspected"),
        ),
        sa.CheckConstraint(
            "quantity >= 0 AND qty_delivered >= 0 AND qty_accepted >= 0",
            name=op.f("ck_purchase_order_lines_quantities"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["purchase_orders.tenant_id", "purchase_orders.id"],
            name=op.f("fk_purchase_order_lines_tenant_id_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_purchase_order_lines_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_purchase_order_lines_tenant_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_purchase_order_lines")),
        sa.UniqueConstraint(
            "tenant_id",
            "order_id",
            "line_no",
            name=op.f("uq_purchase_order_lines_tenant_id_order_id_line_no"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_purchase_order_lines_tenant_id_organisation_id"),
        "purchase_order_lines",
        ["tenant_id", "organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_purchase_order_lines_tenant_id_product_id"),
        "purchase_order_lines",
        ["tenant_id", "product_id"],
        unique=False,
    )
    isolate("purchase_order_lines")
    op.create_table(
        "purchase_order_revisions",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("attributable", sa.Boolean(), nullable=False),
        sa.Column("answer_id", sa.UUID(), nullable=True),
        sa.Column("terms", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in_approval', 'approved', 'issued', 'dropped')",
            name=op.f("ck_purchase_order_revisions_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_purchase_order_revisions_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["purchase_orders.tenant_id", "purchase_orders.id"],
            name=op.f("fk_purchase_order_revisions_tenant_id_order_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_purchase_order_revisions")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_purchase_order_revisions_tenant_id_order_id_created_at"),
        "purchase_order_revisions",
        ["tenant_id", "order_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "uq_purchase_order_revisions_open",
        "purchase_order_revisions",
        ["tenant_id", "order_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('draft', 'in_approval', 'approved')"),
    )
    isolate("purchase_order_revisions")
    op.create_table(
        "quote_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("quote_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("rfq_line_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("delivery_on", sa.Date(), nullable=True),
        sa.Column("minimum_quantity", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.CheckConstraint("(kind = 'extra') = (rfq_line_id IS NULL)", name=op.f("ck_quote_lines_answers")),
        sa.CheckConstraint(
            "kind IN ('as_requested', 'alternative', 'not_offered', 'extra')",
            name=op.f("ck_quote_lines_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "quote_id"],
            ["quotes.tenant_id", "quotes.id"],
            name=op.f("fk_quote_lines_tenant_id_quote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rfq_line_id"],
            ["rfq_lines.tenant_id", "rfq_lines.id"],
            name=op.f("fk_quote_lines_tenant_id_rfq_line_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_quote_lines")),
        sa.UniqueConstraint(
            "tenant_id", "quote_id", "position", name=op.f("uq_quote_lines_tenant_id_quote_id_position")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_quote_lines_tenant_id_rfq_line_id"),
        "quote_lines",
        ["tenant_id", "rfq_line_id"],
        unique=False,
    )
    isolate("quote_lines")
    op.create_table(
        "supplier_answers",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer IN ('accepted', 'change_requested')", name=op.f("ck_supplier_answers_answer")
        ),
        sa.CheckConstraint(
            "outcome IN ('taken', 'open', 'granted', 'refused')", name=op.f("ck_supplier_answers_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_supplier_answers_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["purchase_orders.tenant_id", "purchase_orders.id"],
            name=op.f("fk_supplier_answers_tenant_id_order_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_supplier_answers")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_supplier_answers_tenant_id_order_id_answered_at"),
        "supplier_answers",
        ["tenant_id", "order_id", "answered_at"],
        unique=False,
    )
    isolate("supplier_answers")
    op.create_table(
        "acceptances",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("delivery_id", sa.UUID(), nullable=True),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("envelope_id", sa.UUID(), nullable=True),
        sa.Column("partner_id", sa.UUID(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("posting_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("inspector_id", sa.UUID(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.UUID(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_acceptances_cancelled")
        ),
        sa.CheckConstraint("result IN ('ok', 'partial', 'ng')", name=op.f("ck_acceptances_result")),
        sa.CheckConstraint("status IN ('accepted', 'cancelled')", name=op.f("ck_acceptances_status")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_acceptances_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "delivery_id"],
            ["deliveries.tenant_id", "deliveries.id"],
            name=op.f("fk_acceptances_tenant_id_delivery_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_acceptances_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["purchase_orders.tenant_id", "purchase_orders.id"],
            name=op.f("fk_acceptances_tenant_id_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["partners.tenant_id", "partners.id"],
            name=op.f("fk_acceptances_tenant_id_partner_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_acceptances")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_acceptances_tenant_id_number")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_acceptances_tenant_id_accepted_on_id"),
        "acceptances",
        ["tenant_id", "accepted_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_acceptances_tenant_id_delivery_id"),
        "acceptances",
        ["tenant_id", "delivery_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_acceptances_tenant_id_order_id_created_at"),
        "acceptances",
        ["tenant_id", "order_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_acceptances_tenant_id_partner_id_accepted_on"),
        "acceptances",
        ["tenant_id", "partner_id", "accepted_on"],
        unique=False,
    )
    isolate("acceptances")
    op.create_table(
        "award_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("award_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("rfq_line_id", sa.UUID(), nullable=True),
        sa.Column("quote_line_id", sa.UUID(), nullable=False),
        sa.Column("invitation_id", sa.UUID(), nullable=False),
        sa.Column("partner_id", sa.UUID(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("delivery_on", sa.Date(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_award_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_id"],
            ["awards.tenant_id", "awards.id"],
            name=op.f("fk_award_lines_tenant_id_award_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "invitation_id"],
            ["rfq_invitations.tenant_id", "rfq_invitations.id"],
            name=op.f("fk_award_lines_tenant_id_invitation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["partners.tenant_id", "partners.id"],
            name=op.f("fk_award_lines_tenant_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "quote_line_id"],
            ["quote_lines.tenant_id", "quote_lines.id"],
            name=op.f("fk_award_lines_tenant_id_quote_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rfq_line_id"],
            ["rfq_lines.tenant_id", "rfq_lines.id"],
            name=op.f("fk_award_lines_tenant_id_rfq_line_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_award_lines")),
        sa.UniqueConstraint(
            "tenant_id", "award_id", "position", name=op.f("uq_award_lines_tenant_id_award_id_position")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "award_id",
            "quote_line_id",
            name=op.f("uq_award_lines_tenant_id_award_id_quote_line_id"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_award_lines_tenant_id_partner_id"), "award_lines", ["tenant_id", "partner_id"], unique=False
    )
    isolate("award_lines")
    op.create_table(
        "delivery_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("delivery_id", sa.UUID(), nullable=False),
        sa.Column("order_line_id", sa.UUID(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("announced_quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("inspected_quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "inspected_quantity BETWEEN 0 AND quantity", name=op.f("ck_delivery_lines_inspected")
        ),
        sa.CheckConstraint(
            "quantity >= 0 AND announced_quantity >= 0", name=op.f("ck_delivery_lines_quantities")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "delivery_id"],
            ["deliveries.tenant_id", "deliveries.id"],
            name=op.f("fk_delivery_lines_tenant_id_delivery_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_line_id"],
            ["purchase_order_lines.tenant_id", "purchase_order_lines.id"],
            name=op.f("fk_delivery_lines_tenant_id_order_line_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_delivery_lines")),
        sa.UniqueConstraint(
            "tenant_id",
            "delivery_id",
            "order_line_id",
            name=op.f("uq_delivery_lines_tenant_id_delivery_id_order_line_id"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_delivery_lines_tenant_id_order_line_id"),
        "delivery_lines",
        ["tenant_id", "order_line_id"],
        unique=False,
    )
    isolate("delivery_lines")
    op.create_table(
        "acceptance_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("acceptance_id", sa.UUID(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("order_line_id", sa.UUID(), nullable=False),
        sa.Column("delivery_line_id", sa.UUID(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("rejected_quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("reject_reason", sa.Text(), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("account_code", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("invoiced_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "disposition IN ('', 'return', 'rework', 'concession', 'scrap')",
            name=op.f("ck_acceptance_lines_disposition"),
        ),
        sa.CheckConstraint("active OR invoiced_by IS NULL", name=op.f("ck_acceptance_lines_invoiced_by")),
        sa.CheckConstraint("quantity + rejected_quantity > 0", name=op.f("ck_acceptance_lines_something")),
        sa.CheckConstraint(
            "quantity >= 0 AND rejected_quantity >= 0", name=op.f("ck_acceptance_lines_quantities")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "acceptance_id"],
            ["acceptances.tenant_id", "acceptances.id"],
            name=op.f("fk_acceptance_lines_tenant_id_acceptance_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "delivery_line_id"],
            ["delivery_lines.tenant_id", "delivery_lines.id"],
            name=op.f("fk_acceptance_lines_tenant_id_delivery_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_line_id"],
            ["purchase_order_lines.tenant_id", "purchase_order_lines.id"],
            name=op.f("fk_acceptance_lines_tenant_id_order_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_acceptance_lines_tenant_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_acceptance_lines")),
        sa.UniqueConstraint(
            "tenant_id",
            "acceptance_id",
            "line_no",
            name=op.f("uq_acceptance_lines_tenant_id_acceptance_id_line_no"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_acceptance_lines_tenant_id_delivery_line_id"),
        "acceptance_lines",
        ["tenant_id", "delivery_line_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_acceptance_lines_tenant_id_invoiced_by"),
        "acceptance_lines",
        ["tenant_id", "invoiced_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_acceptance_lines_tenant_id_order_line_id"),
        "acceptance_lines",
        ["tenant_id", "order_line_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_acceptance_lines_tenant_id_organisation_id"),
        "acceptance_lines",
        ["tenant_id", "organisation_id"],
        unique=False,
    )
    isolate("acceptance_lines")
    op.create_table(
        "invoice_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("invoice_id", sa.UUID(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("acceptance_line_id", sa.UUID(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("transaction_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("reduced", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "acceptance_line_id"],
            ["acceptance_lines.tenant_id", "acceptance_lines.id"],
            name=op.f("fk_invoice_lines_tenant_id_acceptance_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "invoice_id"],
            ["invoices.tenant_id", "invoices.id"],
            name=op.f("fk_invoice_lines_tenant_id_invoice_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_invoice_lines")),
        sa.UniqueConstraint(
            "tenant_id", "invoice_id", "line_no", name=op.f("uq_invoice_lines_tenant_id_invoice_id_line_no")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        "uq_invoice_lines_active",
        "invoice_lines",
        ["tenant_id", "acceptance_line_id"],
        unique=True,
        postgresql_where="active",
    )
    isolate("invoice_lines")
    op.create_table(
        "voucher_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("voucher_id", sa.UUID(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("account_code", sa.Text(), nullable=False),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("sub_account", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("tax_class", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_amount", sa.BigInteger(), nullable=True),
        sa.Column("invoiced_tax", sa.BigInteger(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("acceptance_line_id", sa.UUID(), nullable=True),
        sa.CheckConstraint("role IN ('expense', 'tax', 'payable')", name=op.f("ck_voucher_lines_role")),
        sa.CheckConstraint("side IN ('debit', 'credit')", name=op.f("ck_voucher_lines_side")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "acceptance_line_id"],
            ["acceptance_lines.tenant_id", "acceptance_lines.id"],
            name=op.f("fk_voucher_lines_tenant_id_acceptance_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_voucher_lines_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "voucher_id"],
            ["vouchers.tenant_id", "vouchers.id"],
            name=op.f("fk_voucher_lines_tenant_id_voucher_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_voucher_lines")),
        sa.UniqueConstraint(
            "tenant_id", "voucher_id", "line_no", name=op.f("uq_voucher_lines_tenant_id_voucher_id_line_no")
        ),
        info={"tenancy": "tenant", "immutable": True},
    )
    op.create_index(
        op.f("ix_voucher_lines_tenant_id_acceptance_line_id"),
        "voucher_lines",
        ["tenant_id", "acceptance_line_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_voucher_lines_tenant_id_account_code"),
        "voucher_lines",
        ["tenant_id", "account_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_voucher_lines_tenant_id_organisation_id"),
        "voucher_lines",
        ["tenant_id", "organisation_id"],
        unique=False,
    )
    isolate("voucher_lines", immutable=True)


def downgrade():
    """Drop them; everything in them is lost."""
    op.drop_table("voucher_lines")
    op.drop_table("invoice_lines")
    op.drop_table("acceptance_lines")
    op.drop_table("delivery_lines")
    op.drop_table("award_lines")
    op.drop_table("acceptances")
    op.drop_table("supplier_answers")
    op.drop_table("quote_lines")
    op.drop_table("purchase_order_revisions")
    op.drop_table("purchase_order_lines")
    op.drop_table("deliveries")
    op.drop_table("quotes")
    op.drop_table("purchase_orders")
    op.drop_table("award_letters")
    op.drop_table("rfq_revisions")
    op.drop_table("rfq_lines")
    op.drop_table("rfq_invitations")
    op.drop_table("awards")
    op.drop_table("rfqs")
    op.drop_table("journal_exported_vouchers")
    op.drop_table("vouchers")
    op.drop_table("journal_account_rules")
    op.drop_table("invoices")
    op.drop_table("journal_exports")
    op.drop_table("journal_templates")
