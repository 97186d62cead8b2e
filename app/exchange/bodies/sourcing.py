"""見積: asking, answering, choosing."""

import datetime as dt
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.exchange.bodies.base import Body, Party, RatedTax


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
