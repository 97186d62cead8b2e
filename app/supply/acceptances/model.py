"""An accepted line as the buyer told us."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique

STATES = ("accepted", "invoiced", "cancelled")


class AcceptedLine(TenantOwned, db.Model):
    """検収明細. `line_id` is the buyer's id; quantity, price, amount (yen without tax) and tax class are theirs too.

    `state` moves accepted → invoiced when one of our invoices takes it, back when that invoice is returned.
    """

    __tablename__ = "accepted_lines"
    __table_args__ = owned(
        refers("case_id", "exchange_cases"),
        refers("envelope_id", "envelopes"),
        refers("order_id", "received_orders"),
        unique("buyer_id", "line_id"),
        index("state", "buyer_id", "accepted_on", "id"),
        index("accepted_on", "id"),
        index("order_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    case_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    order_id: Mapped[uuid.UUID]
    buyer_id: Mapped[uuid.UUID]
    buyer_name: Mapped[str]
    line_id: Mapped[uuid.UUID]
    acceptance_number: Mapped[str]
    order_number: Mapped[str]
    accepted_on: Mapped[dt.date]
    received_on: Mapped[dt.date | None]
    name: Mapped[str]
    unit: Mapped[str]
    quantity: Mapped[Quantity]
    price: Mapped[UnitPrice]
    amount: Mapped[Yen]
    tax_code: Mapped[str]
    state: Mapped[str] = mapped_column(default="accepted")

    order = one("AcceptedLine", "order_id", "ReceivedOrder")
