"""An order as we received it and how far it is fulfilled."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.platform.search.model import Searchable

STATES = ("issued", "acknowledged", "change_requested", "cancelled")


class ReceivedOrder(Searchable, TenantOwned, db.Model):
    """受注. `revision` and `envelope_id` are the version in force. Amounts in yen.

    `due_on` is the earliest delivery date of its lines. `refusal` is what the buyer said when it insisted on the
    order as issued.
    """

    __tablename__ = "received_orders"
    __table_args__ = owned(
        refers("case_id", "exchange_cases"),
        refers("envelope_id", "envelopes"),
        unique("buyer_id", "number"),
        index("received_at", "id"),
        index("state", "received_at", "id"),
        index("case_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    SEARCHED = ("number", "subject", "buyer_name", "rfq_number")

    case_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    buyer_id: Mapped[uuid.UUID]
    buyer_name: Mapped[str]
    number: Mapped[str]
    revision: Mapped[int]
    rfq_number: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    ordered_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]
    acknowledge_by: Mapped[dt.date | None]
    payment_on: Mapped[dt.date | None]
    subtotal: Mapped[Yen]
    total: Mapped[Yen]
    state: Mapped[str] = mapped_column(default="issued")
    cancel_reason: Mapped[str] = mapped_column(default="")
    refusal: Mapped[str] = mapped_column(default="")
    received_at: Mapped[dt.datetime]
    answered_at: Mapped[dt.datetime | None]

    case = one("ReceivedOrder", "case_id", "Case")
    envelope = one("ReceivedOrder", "envelope_id", "Envelope")
    lines = many(
        "ReceivedOrder",
        "ReceivedOrderLine",
        "order_id",
        order_by="ReceivedOrderLine.line_no, ReceivedOrderLine.id",
    )


class ReceivedOrderLine(TenantOwned, db.Model):
    """A line in force. `line_id` is the buyer's id of it. `announced` is what we said we shipped, `accepted` and
    `rejected` what the buyer told us. A line that a revision left out has quantity 0.
    """

    __tablename__ = "received_order_lines"
    __table_args__ = owned(refers("order_id", "received_orders"), unique("order_id", "line_id"))

    order_id: Mapped[uuid.UUID]
    line_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    name: Mapped[str]
    spec: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Quantity]
    unit: Mapped[str]
    price: Mapped[UnitPrice]
    amount: Mapped[Yen]
    tax_code: Mapped[str]
    delivery_on: Mapped[dt.date | None]
    announced: Mapped[Quantity] = mapped_column(default=0)
    accepted: Mapped[Quantity] = mapped_column(default=0)
    rejected: Mapped[Quantity] = mapped_column(default=0)

    @property
    def to_announce(self):
        """How much is still to be shipped: what was ordered, less what is on the way or in, rejects sent again."""
        return max(self.quantity - self.announced + self.rejected, 0)

    order = one("ReceivedOrderLine", "order_id", "ReceivedOrder", back_populates="lines")
