"""A delivery (納品) and its lines."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, Stamp, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.procurement.deliveries.receiving import Receivable


class Delivery(Receivable, TenantOwned, db.Model):
    """Goods on their way (`announced`, from the supplier's note) or here (`received`).

    `received_on` (受領日) starts the law's 60 days; the acceptance has a date of its own (procurement §4.7).
    `closed`: every line was inspected. `rejected`: announced, and refused at the door.
    """

    __tablename__ = "deliveries"
    __table_args__ = owned(
        refers("order_id", "purchase_orders"),
        refers("case_id", "exchange_cases"),
        refers("envelope_id", "envelopes"),
        unique("number"),
        index("order_id", "created_at"),
        index("status", "created_at", "id"),
        index("created_at", "id"),
        CheckConstraint("status IN ('announced', 'received', 'closed', 'rejected')", name="status"),
        CheckConstraint("received_on IS NOT NULL OR status IN ('announced', 'rejected')", name="received_on"),
    )

    number: Mapped[str]
    order_id: Mapped[uuid.UUID]
    case_id: Mapped[uuid.UUID | None]
    envelope_id: Mapped[uuid.UUID | None]
    status: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    supplier_number: Mapped[str] = mapped_column(default="")
    shipped_on: Mapped[dt.date | None]
    arrives_on: Mapped[dt.date | None]
    received_on: Mapped[dt.date | None]
    received_by_id: Mapped[uuid.UUID | None]
    carrier: Mapped[str] = mapped_column(default="")
    tracking: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    refusal: Mapped[str] = mapped_column(default="")
    created_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]

    order = one("Delivery", "order_id", "PurchaseOrder")
    lines = many("Delivery", "DeliveryLine", "delivery_id", order_by="DeliveryLine.line_no")


class DeliveryLine(TenantOwned, db.Model):
    """`announced_quantity` is what the note says (0 without a note), `quantity` what arrived (0 until
    received).

    `inspected_quantity` is how much of it was accepted or rejected so far.
    """

    __tablename__ = "delivery_lines"
    __table_args__ = owned(
        refers("delivery_id", "deliveries"),
        refers("order_line_id", "purchase_order_lines"),
        unique("delivery_id", "order_line_id"),
        index("order_line_id"),
        CheckConstraint("quantity >= 0 AND announced_quantity >= 0", name="quantities"),
        CheckConstraint("inspected_quantity BETWEEN 0 AND quantity", name="inspected"),
    )

    delivery_id: Mapped[uuid.UUID]
    order_line_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    announced_quantity: Mapped[Quantity] = mapped_column(default=0)
    quantity: Mapped[Quantity] = mapped_column(default=0)
    inspected_quantity: Mapped[Quantity] = mapped_column(default=0)
    lot: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")

    delivery = one("DeliveryLine", "delivery_id", "Delivery", back_populates="lines")
    order_line = one("DeliveryLine", "order_line_id", "PurchaseOrderLine")
