"""An acceptance (検収) and its lines, which invoices and journals are made of."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, Stamp, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique

DISPOSITIONS = ("", "return", "rework", "concession", "scrap")


class Acceptance(TenantOwned, db.Model):
    """検収. `accepted_on` is the day of the inspection, `posting_on` the day in the books (the same unless
    said otherwise).

    `received_on` is the day the goods came, of the delivery when there is one. `subtotal` in yen without tax.
    """

    __tablename__ = "acceptances"
    __table_args__ = owned(
        refers("order_id", "purchase_orders"),
        refers("delivery_id", "deliveries"),
        refers("case_id", "exchange_cases"),
        refers("envelope_id", "envelopes"),
        refers("partner_id", "partners"),
        unique("number"),
        index("order_id", "created_at"),
        index("delivery_id"),
        index("partner_id", "accepted_on"),
        index("accepted_on", "id"),
        CheckConstraint("status IN ('accepted', 'cancelled')", name="status"),
        CheckConstraint("result IN ('ok', 'partial', 'ng')", name="result"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled"),
    )

    number: Mapped[str]
    order_id: Mapped[uuid.UUID]
    delivery_id: Mapped[uuid.UUID | None]
    case_id: Mapped[uuid.UUID | None]
    envelope_id: Mapped[uuid.UUID | None]
    partner_id: Mapped[uuid.UUID]
    status: Mapped[str] = mapped_column(default="accepted")
    version: Mapped[int] = mapped_column(default=1)
    result: Mapped[str] = mapped_column(default="ok")
    accepted_on: Mapped[dt.date]
    posting_on: Mapped[dt.date]
    received_on: Mapped[dt.date | None]
    inspector_id: Mapped[uuid.UUID | None]
    remarks: Mapped[str] = mapped_column(default="")
    subtotal: Mapped[Yen] = mapped_column(default=0)
    cancelled_at: Mapped[dt.datetime | None]
    cancelled_by_id: Mapped[uuid.UUID | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]

    order = one("Acceptance", "order_id", "PurchaseOrder")
    delivery = one("Acceptance", "delivery_id", "Delivery")
    partner = one("Acceptance", "partner_id", "Partner", viewonly=True)
    lines = many("Acceptance", "AcceptanceLine", "acceptance_id", order_by="AcceptanceLine.line_no")


class AcceptanceLine(TenantOwned, db.Model):
    """What was accepted and rejected of an order line. `amount` in yen without tax of the accepted quantity.

    `active` is False once the acceptance was cancelled. `invoiced_by` is the invoice that took the line:
    set and freed by `invoicing.take` and `release` alone, by conditional UPDATE, so a line is on one
    invoice at most.
    """

    __tablename__ = "acceptance_lines"
    __table_args__ = owned(
        refers("acceptance_id", "acceptances"),
        refers("order_line_id", "purchase_order_lines"),
        refers("delivery_line_id", "delivery_lines"),
        refers("organisation_id", "organisations"),
        unique("acceptance_id", "line_no"),
        index("order_line_id"),
        index("delivery_line_id"),
        index("invoiced_by"),
        index("organisation_id"),
        CheckConstraint("quantity >= 0 AND rejected_quantity >= 0", name="quantities"),
        CheckConstraint("quantity + rejected_quantity > 0", name="something"),
        CheckConstraint(f"disposition IN {DISPOSITIONS}", name="disposition"),
        CheckConstraint("active OR invoiced_by IS NULL", name="invoiced_by"),
    )

    acceptance_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    order_line_id: Mapped[uuid.UUID]
    delivery_line_id: Mapped[uuid.UUID | None]
    quantity: Mapped[Quantity]
    rejected_quantity: Mapped[Quantity] = mapped_column(default=0)
    reject_reason: Mapped[str] = mapped_column(default="")
    disposition: Mapped[str] = mapped_column(default="")
    price: Mapped[UnitPrice]
    amount: Mapped[Yen]
    tax_code: Mapped[str]
    account_code: Mapped[str]
    organisation_id: Mapped[uuid.UUID | None]
    active: Mapped[bool] = mapped_column(default=True)
    invoiced_by: Mapped[uuid.UUID | None]

    acceptance = one("AcceptanceLine", "acceptance_id", "Acceptance", back_populates="lines")
    order_line = one("AcceptanceLine", "order_line_id", "PurchaseOrderLine")
    delivery_line = one("AcceptanceLine", "delivery_line_id", "DeliveryLine")
