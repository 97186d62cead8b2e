"""An invoice as sent, for lists; its words are in the envelope."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.platform.search.model import Searchable

STATES = ("issued", "returned", "approved")


class IssuedInvoice(Searchable, TenantOwned, db.Model):
    """請求書. `number` is ours, once per buyer; a returned one frees its number and its lines.

    Amounts in yen. `pays_on` is the day of payment that the buyer named when it approved.
    """

    __tablename__ = "issued_invoices"
    __table_args__ = owned(
        refers("case_id", "exchange_cases"),
        refers("envelope_id", "envelopes"),
        unique("envelope_id"),
        index(
            "buyer_id",
            "number",
            name="uq_issued_invoices_number",
            unique=True,
            postgresql_where="state <> 'returned'",
        ),
        index("issued_on", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    SEARCHED = ("number", "buyer_name")

    case_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    buyer_id: Mapped[uuid.UUID]
    buyer_name: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    subtotal: Mapped[Yen]
    tax: Mapped[Yen]
    total: Mapped[Yen]
    state: Mapped[str] = mapped_column(default="issued")
    return_reason: Mapped[str] = mapped_column(default="")
    pays_on: Mapped[dt.date | None]
    sent_at: Mapped[dt.datetime]
    sent_by: Mapped[str]

    envelope = one("IssuedInvoice", "envelope_id", "Envelope")
    lines = many("IssuedInvoice", "IssuedInvoiceLine", "invoice_id", order_by="IssuedInvoiceLine.position")


class IssuedInvoiceLine(TenantOwned, db.Model):
    """An accepted line on an invoice. While `active`, no other invoice can hold the same one (by unique index)."""

    __tablename__ = "issued_invoice_lines"
    __table_args__ = owned(
        refers("invoice_id", "issued_invoices"),
        refers("accepted_line_id", "accepted_lines"),
        unique("invoice_id", "position"),
        index(
            "accepted_line_id",
            name="uq_issued_invoice_lines_active",
            unique=True,
            postgresql_where="active",
        ),
    )

    invoice_id: Mapped[uuid.UUID]
    accepted_line_id: Mapped[uuid.UUID]
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)

    invoice = one("IssuedInvoiceLine", "invoice_id", "IssuedInvoice", back_populates="lines")
