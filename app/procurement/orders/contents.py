"""What an order says, apart from who it goes to: the same for a draft, for a proposed change and for an
issued version.
"""

import datetime as dt
import uuid
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from app.kernel.errors import Rejected
from app.kernel.money import Rounding, TaxLine, line_amount, tax_per_rate
from app.masters.accounts.catalogue import accounts
from app.masters.taxes.rates import money_rates, tax_rate


class Terms(BaseModel):
    """The header's fields that stand on the order sheet, and the department that pays."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)

    subject: str
    organisation_id: uuid.UUID | None = None
    delivery_place: str = ""
    inspection_days: int = 10
    payment_terms: str = ""
    payment_method: str = "transfer"
    acknowledge_by: dt.date | None = None
    supplied_materials: str = ""
    undecided_items: str = ""
    remarks: str = ""
    law_scope: str = "none"


class Item(BaseModel):
    """A line. `id` is None for a new one; `price` in yen without tax for one unit."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)

    id: uuid.UUID | None = None
    product_id: uuid.UUID | None = None
    rfq_line_id: uuid.UUID | None = None
    quote_line_id: uuid.UUID | None = None
    name: str
    spec: str = ""
    quantity: Decimal
    unit: str = ""
    price: Decimal
    tax_code: str = "10"
    delivery_on: dt.date | None = None
    account_code: str = "511"
    organisation_id: uuid.UUID | None = None
    remarks: str = ""


def items_of(order):
    """The lines of an order as they are in force, those that were taken out by a change left out."""
    return [Item.model_validate(line) for line in order.lines if line.quantity]


def checked(terms, items):
    """Raise Rejected, naming the field, unless this can be ordered."""
    if not terms.subject.strip():
        raise Rejected("Enter a subject.", field="subject")
    if not 0 <= terms.inspection_days <= 365:
        raise Rejected(
            "Enter the days for the inspection as a number from 0 to 365.", field="inspection_days"
        )
    if not items:
        raise Rejected("Enter at least one line.", field="lines")
    known = accounts()
    for number, item in enumerate(items):
        _check(number, item, known)


def _check(number, item, known):
    if not item.name.strip():
        raise Rejected("Enter what is ordered.", field=f"lines-{number}-name")
    if item.quantity <= 0:
        raise Rejected("Enter a quantity above zero.", field=f"lines-{number}-quantity")
    if item.price < 0:
        raise Rejected("A price cannot be negative.", field=f"lines-{number}-price")
    if item.account_code not in known:
        raise Rejected("Choose an account from the list.", field=f"lines-{number}-account_code")


def taxed(items, on, rounding):
    """The document's tax (money.DocumentTax) of lines with `quantity`, `price`, `tax_code` at the rates of
    a date.

    One rounding per rate. Raises Rejected for a tax class that does not exist on that date.
    """
    for item in items:
        tax_rate(item.tax_code, on)
    rule = Rounding(rounding)
    lines = [TaxLine(one.tax_code, line_amount(one.quantity, one.price, rule)) for one in items]
    return tax_per_rate(lines, money_rates(on), rule)
