"""What an envelope says: one typed body per kind. Money in whole yen, quantities and unit prices as decimals.

Nothing that only one side may know belongs here: no target prices, no other supplier, no internal remark.
"""

import datetime as dt
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    """Base: frozen, and strict about unknown fields, so that nothing leaks by accident."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(Body):
    """A company as it stands on a document at that moment."""

    name: str
    registration_number: str | None = None
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""


class RatedTax(Body):
    """One row of the tax summary: rounding happened once for this row (procurement §6.4)."""

    tax_code: str
    rate: Decimal
    taxable: int
    tax: int


class RfqLine(Body):
    """A line of a request for quotation. `line_id` is the buyer's id, which every later document refers to."""

    line_id: UUID
    line_no: int
    name: str
    spec: str = ""
    quantity: Decimal
    unit: str
    desired_on: dt.date | None = None
    allow_alternative: bool = False
    remarks: str = ""


class Rfq(Body):
    """見積依頼 and its revisions."""

    kind: Literal["rfq"] = "rfq"
    buyer: Party
    subject: str
    body: str = ""
    category: str = ""
    deadline: dt.datetime
    delivery_place: str = ""
    desired_terms: str = ""
    validity_days: int | None = None
    lines: list[RfqLine] = Field(min_length=1)
    reason: str = ""


class DeadlineExtension(Body):
    """回答期限の延長."""

    kind: Literal["deadline_extension"] = "deadline_extension"
    deadline: dt.datetime
    reason: str = ""


class RfqClosure(Body):
    """見積依頼の締切 or 取消: no further answer is taken."""

    kind: Literal["rfq_closure"] = "rfq_closure"
    outcome: Literal["closed", "cancelled"]
    reason: str = ""


class QuoteLine(Body):
    """An answered line. `amount` is quantity × price rounded to yen by the supplier's rule, tax-exclusive."""

    line_id: UUID | None = None
    kind: Literal["as_requested", "alternative", "not_offered", "extra"] = "as_requested"
    name: str = ""
    spec: str = ""
    quantity: Decimal = Decimal(0)
    unit: str = ""
    price: Decimal = Decimal(0)
    amount: int = 0
    tax_code: str = "10"
    delivery_on: dt.date | None = None
    minimum_quantity: Decimal | None = None
    remarks: str = ""


class Quote(Body):
    """見積回答: complete, final, numbered from 1 for each supplier."""

    kind: Literal["quote"] = "quote"
    supplier: Party
    response_no: int
    rfq_revision: int
    supplier_number: str = ""
    quoted_on: dt.date
    valid_until: dt.date | None = None
    lead_time_days: int | None = None
    delivery_terms: str = ""
    payment_terms: str = ""
    remarks: str = ""
    lines: list[QuoteLine] = Field(min_length=1)
    taxes: list[RatedTax]
    subtotal: int
    tax: int
    total: int


class Decline(Body):
    """見積辞退."""

    kind: Literal["decline"] = "decline"
    reason: str = ""


class AwardNotice(Body):
    """採否通知. The winner's price never stands in a loser's notice."""

    kind: Literal["award_notice"] = "award_notice"
    outcome: Literal["awarded", "not_awarded", "no_award"]
    text: str
    line_ids: list[UUID] = Field(default_factory=list)


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


class Acknowledgement(Body):
    """注文請書, or the wish for a change."""

    kind: Literal["acknowledgement"] = "acknowledgement"
    order_number: str
    order_revision: int
    answer: Literal["accepted", "change_requested"]
    comment: str = ""
    changes: list["WishedChange"] = Field(default_factory=list)


class WishedChange(Body):
    """What the supplier would rather have on a line; None means unchanged."""

    line_id: UUID
    delivery_on: dt.date | None = None
    price: Decimal | None = None
    quantity: Decimal | None = None


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


class AcceptedLine(Body):
    """An accepted order line; these become invoice lines and cannot be altered there."""

    acceptance_line_id: UUID
    order_line_id: UUID
    order_number: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: int
    tax_code: str
    rejected_quantity: Decimal = Decimal(0)
    reject_reason: str = ""


class AcceptanceNotice(Body):
    """検収通知."""

    kind: Literal["acceptance_notice"] = "acceptance_notice"
    order_number: str
    accepted_on: dt.date
    received_on: dt.date | None = None
    remarks: str = ""
    lines: list[AcceptedLine]


class AcceptanceCancellation(Body):
    """検収取消: only while nothing of it is on an invoice."""

    kind: Literal["acceptance_cancellation"] = "acceptance_cancellation"
    acceptance_number: str
    acceptance_line_ids: list[UUID]
    reason: str


class BankAccount(Body):
    """Where the supplier wants the money."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_type: str
    account_number: str
    holder_kana: str


class InvoiceLine(Body):
    """An accepted line on an invoice."""

    acceptance_line_id: UUID
    order_number: str
    description: str
    transaction_on: dt.date
    quantity: Decimal
    unit: str
    price: Decimal
    amount: int
    tax_code: str
    reduced: bool = False


class Invoice(Body):
    """適格請求書: the six items of procurement §6.3; tax rounded once per rate."""

    kind: Literal["invoice"] = "invoice"
    supplier: Party
    buyer: Party
    supplier_number: str
    issued_on: dt.date
    period_from: dt.date
    period_until: dt.date
    due_on: dt.date
    account: BankAccount | None = None
    remarks: str = ""
    lines: list[InvoiceLine] = Field(min_length=1)
    taxes: list[RatedTax]
    subtotal: int
    tax: int
    total: int


class InvoiceReturn(Body):
    """請求書の差戻し: the accepted lines become free again."""

    kind: Literal["invoice_return"] = "invoice_return"
    invoice_number: str
    reason: str


class InvoiceApproval(Body):
    """請求書の承認, with the day it will be paid."""

    kind: Literal["invoice_approval"] = "invoice_approval"
    invoice_number: str
    pays_on: dt.date


class ChatLine(Body):
    """One message of the case's conversation. Files travel with the envelope."""

    kind: Literal["chat"] = "chat"
    text: str = Field(max_length=4000)


BODIES = {
    body.model_fields["kind"].default: body
    for body in (
        Rfq,
        DeadlineExtension,
        RfqClosure,
        Quote,
        Decline,
        AwardNotice,
        Order,
        OrderCancellation,
        Acknowledgement,
        ChangeRefusal,
        DeliveryNote,
        AcceptanceNotice,
        AcceptanceCancellation,
        Invoice,
        InvoiceReturn,
        InvoiceApproval,
        ChatLine,
    )
}
Acknowledgement.model_rebuild()
