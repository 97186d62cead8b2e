"""An invoice (請求書) of a supplier and its lines, as filed from the envelope that arrived."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.approvals.documents import approvable
from app.kernel.db import Quantity, Stamp, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.platform.search.model import Searchable
from app.procurement.invoices.approving import Approved
from app.procurement.invoices.matching import Matched
from app.procurement.invoices.returning import Returned

STATUSES = ("received", "matched", "mismatch", "in_approval", "approved", "returned")


@approvable(
    "invoice",
    facts={"differences_accepted": "Differences between invoice and acceptance were accepted by hand"},
)
class Invoice(Matched, Approved, Returned, Searchable, TenantOwned, db.Model):
    """請求書. `number` is ours, `supplier_number` the supplier's: once per supplier while not returned.

    Amounts in yen; `taxes` one row per rate as on the envelope. `due_on` is the day the supplier asks for,
    `pays_on` the day we will pay, `must_pay_by` the last lawful day, of the line received first.
    `findings` are what the matching noticed: `[{"code", "values", "serious"}]`, see `matching`.
    """

    __tablename__ = "invoices"
    __table_args__ = owned(
        refers("partner_id", "partners"),
        refers("case_id", "exchange_cases"),
        refers("envelope_id", "envelopes"),
        refers("organisation_id", "organisations"),
        unique("number"),
        unique("envelope_id"),
        index(
            "partner_id",
            "supplier_number",
            name="uq_invoices_supplier_number",
            unique=True,
            postgresql_where="status <> 'returned'",
        ),
        index("partner_id", "issued_on"),
        index("case_id"),
        index("status", "received_at", "id"),
        index("received_at", "id"),
        index("organisation_id"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("total = subtotal + tax", name="total"),
        CheckConstraint("status <> 'approved' OR pays_on IS NOT NULL", name="pays_on"),
        searched=True,
    )
    SEARCHED = ("number", "supplier_number", "partner_name")

    number: Mapped[str]
    supplier_number: Mapped[str]
    partner_id: Mapped[uuid.UUID]
    partner_name: Mapped[str]
    case_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID | None]
    status: Mapped[str] = mapped_column(default="received")
    version: Mapped[int] = mapped_column(default=1)
    registration_number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[dt.date]
    period_from: Mapped[dt.date]
    period_until: Mapped[dt.date]
    due_on: Mapped[dt.date]
    pays_on: Mapped[dt.date | None]
    must_pay_by: Mapped[dt.date]
    subtotal: Mapped[Yen]
    tax: Mapped[Yen]
    total: Mapped[Yen]
    taxes: Mapped[list] = mapped_column(JSONB)
    findings: Mapped[list] = mapped_column(JSONB, default=list)
    resolution: Mapped[str] = mapped_column(default="")
    return_reason: Mapped[str] = mapped_column(default="")
    received_at: Mapped[dt.datetime]
    approved_at: Mapped[dt.datetime | None]
    approved_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]

    partner = one("Invoice", "partner_id", "Partner", viewonly=True)
    envelope = one("Invoice", "envelope_id", "Envelope", viewonly=True)
    lines = many("Invoice", "InvoiceLine", "invoice_id", order_by="InvoiceLine.line_no")


class InvoiceLine(TenantOwned, db.Model):
    """An accepted line on an invoice; as accepted, for what differs is refused at the door.

    `active` turns False when the invoice is returned. The partial unique index is the last word on one
    invoice per accepted line.
    """

    __tablename__ = "invoice_lines"
    __table_args__ = owned(
        refers("invoice_id", "invoices"),
        refers("acceptance_line_id", "acceptance_lines"),
        unique("invoice_id", "line_no"),
        index(
            "acceptance_line_id",
            name="uq_invoice_lines_active",
            unique=True,
            postgresql_where="active",
        ),
    )

    invoice_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    acceptance_line_id: Mapped[uuid.UUID]
    order_number: Mapped[str]
    description: Mapped[str]
    transaction_on: Mapped[dt.date]
    quantity: Mapped[Quantity]
    unit: Mapped[str]
    price: Mapped[UnitPrice]
    amount: Mapped[Yen]
    tax_code: Mapped[str]
    reduced: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)

    invoice = one("InvoiceLine", "invoice_id", "Invoice", back_populates="lines")
    accepted = one("InvoiceLine", "acceptance_line_id", "AcceptanceLine", viewonly=True)
