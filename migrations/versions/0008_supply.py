"""Tables of supply."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    """Create them with their keys, indexes, policies and grants."""
    op.create_table(
        "issued_invoices",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("buyer_id", sa.UUID(), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("pays_on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('issued', 'returned', 'approved')", name=op.f("ck_issued_invoices_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_issued_invoices_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_issued_invoices_tenant_id_envelope_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_issued_invoices")),
        sa.UniqueConstraint(
            "tenant_id", "envelope_id", name=op.f("uq_issued_invoices_tenant_id_envelope_id")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_issued_invoices_tenant_id_issued_on_id"),
        "issued_invoices",
        ["tenant_id", "issued_on", "id"],
        unique=False,
    )
    op.create_index(
        "uq_issued_invoices_number",
        "issued_invoices",
        ["tenant_id", "buyer_id", "number"],
        unique=True,
        postgresql_where="state <> 'returned'",
    )
    isolate("issued_invoices")
    op.create_table(
        "received_orders",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("buyer_id", sa.UUID(), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("rfq_number", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("acknowledge_by", sa.Date(), nullable=True),
        sa.Column("payment_on", sa.Date(), nullable=True),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('issued', 'acknowledged', 'change_requested', 'cancelled')",
            name=op.f("ck_received_orders_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_received_orders_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_received_orders_tenant_id_envelope_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_received_orders")),
        sa.UniqueConstraint(
            "tenant_id", "buyer_id", "number", name=op.f("uq_received_orders_tenant_id_buyer_id_number")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_received_orders_tenant_id_case_id"),
        "received_orders",
        ["tenant_id", "case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_received_orders_tenant_id_received_at_id"),
        "received_orders",
        ["tenant_id", "received_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_received_orders_tenant_id_state_received_at_id"),
        "received_orders",
        ["tenant_id", "state", "received_at", "id"],
        unique=False,
    )
    isolate("received_orders")
    op.create_table(
        "received_requests",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("buyer_id", sa.UUID(), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=False),
        sa.Column("answered_revision", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('awarded', 'not_awarded', 'no_award')",
            name=op.f("ck_received_requests_outcome"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'closed', 'cancelled')", name=op.f("ck_received_requests_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_received_requests_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_received_requests_tenant_id_envelope_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_received_requests")),
        sa.UniqueConstraint("tenant_id", "case_id", name=op.f("uq_received_requests_tenant_id_case_id")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_received_requests_tenant_id_buyer_id_received_at"),
        "received_requests",
        ["tenant_id", "buyer_id", "received_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_received_requests_tenant_id_received_at_id"),
        "received_requests",
        ["tenant_id", "received_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_received_requests_tenant_id_state_deadline_id"),
        "received_requests",
        ["tenant_id", "state", "deadline", "id"],
        unique=False,
    )
    isolate("received_requests")
    op.create_table(
        "accepted_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("buyer_id", sa.UUID(), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("line_id", sa.UUID(), nullable=False),
        sa.Column("acceptance_number", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('accepted', 'invoiced', 'cancelled')", name=op.f("ck_accepted_lines_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["exchange_cases.tenant_id", "exchange_cases.id"],
            name=op.f("fk_accepted_lines_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_accepted_lines_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["received_orders.tenant_id", "received_orders.id"],
            name=op.f("fk_accepted_lines_tenant_id_order_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_accepted_lines")),
        sa.UniqueConstraint(
            "tenant_id", "buyer_id", "line_id", name=op.f("uq_accepted_lines_tenant_id_buyer_id_line_id")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_accepted_lines_tenant_id_accepted_on_id"),
        "accepted_lines",
        ["tenant_id", "accepted_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_accepted_lines_tenant_id_order_id"),
        "accepted_lines",
        ["tenant_id", "order_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_accepted_lines_tenant_id_state_buyer_id_accepted_on_id"),
        "accepted_lines",
        ["tenant_id", "state", "buyer_id", "accepted_on", "id"],
        unique=False,
    )
    isolate("accepted_lines")
    op.create_table(
        "announced_deliveries",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("shipped_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_announced_deliveries_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["received_orders.tenant_id", "received_orders.id"],
            name=op.f("fk_announced_deliveries_tenant_id_order_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_announced_deliveries")),
        sa.UniqueConstraint(
            "tenant_id", "envelope_id", name=op.f("uq_announced_deliveries_tenant_id_envelope_id")
        ),
        info={"tenancy": "tenant", "immutable": True},
    )
    op.create_index(
        op.f("ix_announced_deliveries_tenant_id_order_id_sent_at"),
        "announced_deliveries",
        ["tenant_id", "order_id", "sent_at"],
        unique=False,
    )
    isolate("announced_deliveries", immutable=True)
    op.create_table(
        "issued_quotes",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("request_id", sa.UUID(), nullable=False),
        sa.Column("envelope_id", sa.UUID(), nullable=False),
        sa.Column("response_no", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("rfq_revision", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "envelope_id"],
            ["envelopes.tenant_id", "envelopes.id"],
            name=op.f("fk_issued_quotes_tenant_id_envelope_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "request_id"],
            ["received_requests.tenant_id", "received_requests.id"],
            name=op.f("fk_issued_quotes_tenant_id_request_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_issued_quotes")),
        sa.UniqueConstraint("tenant_id", "envelope_id", name=op.f("uq_issued_quotes_tenant_id_envelope_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "request_id",
            "response_no",
            name=op.f("uq_issued_quotes_tenant_id_request_id_response_no"),
        ),
        info={"tenancy": "tenant", "immutable": True},
    )
    op.create_index(
        op.f("ix_issued_quotes_tenant_id_sent_at_id"),
        "issued_quotes",
        ["tenant_id", "sent_at", "id"],
        unique=False,
    )
    isolate("issued_quotes", immutable=True)
    op.create_table(
        "quote_drafts",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("request_id", sa.UUID(), nullable=False),
        sa.Column("typed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "request_id"],
            ["received_requests.tenant_id", "received_requests.id"],
            name=op.f("fk_quote_drafts_tenant_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_quote_drafts")),
        sa.UniqueConstraint("tenant_id", "request_id", name=op.f("uq_quote_drafts_tenant_id_request_id")),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("quote_drafts")
    op.create_table(
        "received_order_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("line_id", sa.UUID(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("delivery_on", sa.Date(), nullable=True),
        sa.Column("announced", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("accepted", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("rejected", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["received_orders.tenant_id", "received_orders.id"],
            name=op.f("fk_received_order_lines_tenant_id_order_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_received_order_lines")),
        sa.UniqueConstraint(
            "tenant_id",
            "order_id",
            "line_id",
            name=op.f("uq_received_order_lines_tenant_id_order_id_line_id"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("received_order_lines")
    op.create_table(
        "issued_invoice_lines",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("invoice_id", sa.UUID(), nullable=False),
        sa.Column("accepted_line_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "accepted_line_id"],
            ["accepted_lines.tenant_id", "accepted_lines.id"],
            name=op.f("fk_issued_invoice_lines_tenant_id_accepted_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "invoice_id"],
            ["issued_invoices.tenant_id", "issued_invoices.id"],
            name=op.f("fk_issued_invoice_lines_tenant_id_invoice_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_issued_invoice_lines")),
        sa.UniqueConstraint(
            "tenant_id",
            "invoice_id",
            "position",
            name=op.f("uq_issued_invoice_lines_tenant_id_invoice_id_position"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        "uq_issued_invoice_lines_active",
        "issued_invoice_lines",
        ["tenant_id", "accepted_line_id"],
        unique=True,
        postgresql_where="active",
    )
    isolate("issued_invoice_lines")


def downgrade():
    """Drop them; everything in them is lost."""
    op.drop_table("issued_invoice_lines")
    op.drop_table("received_order_lines")
    op.drop_table("quote_drafts")
    op.drop_table("issued_quotes")
    op.drop_table("announced_deliveries")
    op.drop_table("accepted_lines")
    op.drop_table("received_requests")
    op.drop_table("received_orders")
    op.drop_table("issued_invoices")
