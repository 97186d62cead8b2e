"""Quotes (見積回答) as received: one row per envelope, content never changed."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique

STATUSES = ("effective", "superseded", "outdated")
LINE_KINDS = ("as_requested", "alternative", "not_offered", "extra")


class Quote(TenantOwned, db.Model):
    """A supplier's answer to one revision of a request. `subtotal` without tax, `total` with tax, yen.

    `status`: effective (the supplier's latest to the present revision), superseded (a later answer came),
    outdated (the request was revised since). Only `status` ever changes.
    """

    __tablename__ = "quotes"
    __table_args__ = owned(
        refers("rfq_id", "rfqs"),
        refers("invitation_id", "rfq_invitations"),
        refers("partner_id", "partners"),
        refers("envelope_id", "envelopes"),
        unique("envelope_id"),
        unique("invitation_id", "response_no"),
        index(
            "invitation_id", name="uq_quotes_effective", unique=True, postgresql_where="status = 'effective'"
        ),
        index("rfq_id", "submitted_at"),
        index("partner_id", "submitted_at"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
    )

    rfq_id: Mapped[uuid.UUID]
    invitation_id: Mapped[uuid.UUID]
    partner_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    number: Mapped[str]
    response_no: Mapped[int]
    rfq_revision: Mapped[int]
    supplier_number: Mapped[str] = mapped_column(default="")
    quoted_on: Mapped[dt.date]
    valid_until: Mapped[dt.date | None]
    lead_time_days: Mapped[int | None]
    delivery_terms: Mapped[str] = mapped_column(default="")
    payment_terms: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    subtotal: Mapped[Yen]
    tax: Mapped[Yen]
    total: Mapped[Yen]
    submitted_at: Mapped[dt.datetime]
    submitted_by: Mapped[str]
    status: Mapped[str] = mapped_column(default="effective")

    lines = many("Quote", "QuoteLine", "quote_id", order_by="QuoteLine.position")
    invitation = one("Quote", "invitation_id", "RfqInvitation")
    partner = one("Quote", "partner_id", "Partner")
    rfq = one("Quote", "rfq_id", "Rfq")
    envelope = one("Quote", "envelope_id", "Envelope")


class QuoteLine(TenantOwned, db.Model):
    """An answered line; `rfq_line_id` is None for one-off costs (kind 'extra'). `amount` yen without tax."""

    __tablename__ = "quote_lines"
    __table_args__ = owned(
        refers("quote_id", "quotes"),
        refers("rfq_line_id", "rfq_lines"),
        unique("quote_id", "position"),
        index("rfq_line_id"),
        CheckConstraint(f"kind IN {LINE_KINDS}", name="kind"),
        CheckConstraint("(kind = 'extra') = (rfq_line_id IS NULL)", name="answers"),
    )

    quote_id: Mapped[uuid.UUID]
    position: Mapped[int]
    rfq_line_id: Mapped[uuid.UUID | None]
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    spec: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Quantity]
    unit: Mapped[str] = mapped_column(default="")
    price: Mapped[UnitPrice]
    amount: Mapped[Yen]
    tax_code: Mapped[str] = mapped_column(default="10")
    delivery_on: Mapped[dt.date | None]
    minimum_quantity: Mapped[Quantity | None]
    remarks: Mapped[str] = mapped_column(default="")

    quote = one("QuoteLine", "quote_id", "Quote", back_populates="lines")
    rfq_line = one("QuoteLine", "rfq_line_id", "RfqLine")
