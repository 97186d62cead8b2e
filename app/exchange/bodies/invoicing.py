"""検収・請求: accepting and invoicing."""

import datetime as dt
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.exchange.bodies.base import Body, Party, RatedTax


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
