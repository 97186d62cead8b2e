"""発注・納品: ordering, acknowledging, changing, delivering."""

import datetime as dt
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.exchange.bodies.base import Body, Party, RatedTax


class OrderLine(Body):
    """A line of an order. `amount` tax-exclusive yen."""

    line_id: UUID
    line_no: int
    name: str
    spec: str = ""
    quantity: Decimal
    unit: str
    price: Decimal
    amount: int
    tax_code: str
    delivery_on: dt.date | None = None
    remarks: str = ""


class Order(Body):
    """注文書 and its revisions: all items that 取適法 §4 asks for (procurement §4.6, §7.1)."""

    kind: Literal["order"] = "order"
    buyer: Party
    supplier: Party
    ordered_on: dt.date
    subject: str
    delivery_place: str
    inspection_days: int
    payment_terms: str
    payment_on: dt.date | None = None
    payment_method: str
    acknowledge_by: dt.date | None = None
    supplied_materials: str = ""
    remarks: str = ""
    rfq_number: str = ""
    lines: list[OrderLine] = Field(min_length=1)
    taxes: list[RatedTax]
    subtotal: int
    tax: int
    total: int
    reason: str = ""


class OrderCancellation(Body):
    """注文の取消."""

    kind: Literal["order_cancellation"] = "order_cancellation"
    order_number: str
    reason: str


class WishedChange(Body):
    """What the supplier would rather have on a line; None means unchanged."""

    line_id: UUID
    delivery_on: dt.date | None = None
    price: Decimal | None = None
    quantity: Decimal | None = None


class Acknowledgement(Body):
    """注文請書, or the wish for a change."""

    kind: Literal["acknowledgement"] = "acknowledgement"
    order_number: str
    order_revision: int
    answer: Literal["accepted", "change_requested"]
    comment: str = ""
    changes: list[WishedChange] = Field(default_factory=list)


class ChangeRefusal(Body):
    """The buyer insists on the order as issued."""

    kind: Literal["change_refusal"] = "change_refusal"
    order_number: str
    reason: str = ""


class DeliveryLine(Body):
    """Goods on the way for an order line."""

    line_id: UUID
    quantity: Decimal
    lot: str = ""
    remarks: str = ""


class DeliveryNote(Body):
    """納品書 / 出荷案内."""

    kind: Literal["delivery_note"] = "delivery_note"
    order_number: str
    supplier_number: str = ""
    shipped_on: dt.date
    arrives_on: dt.date | None = None
    carrier: str = ""
    tracking: str = ""
    remarks: str = ""
    lines: list[DeliveryLine] = Field(min_length=1)
