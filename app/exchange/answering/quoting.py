"""From what was typed to a Quote: amounts, tax once per rate, totals (procurement §4.3, §6.4)."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from app.exchange.bodies import Quote, QuoteLine, RatedTax
from app.kernel.errors import Rejected
from app.kernel.money import Rounding, TaxLine, line_amount, tax_per_rate
from app.masters.taxes.rates import money_rates


@dataclass(frozen=True)
class TypedLine:
    """An answer to one line as typed; `price` None or kind 'not_offered': nothing is offered."""

    line_id: UUID
    kind: str = "as_requested"
    price: Decimal | None = None
    quantity: Decimal | None = None
    tax_code: str = "10"
    delivery_on: dt.date | None = None
    minimum_quantity: Decimal | None = None
    name: str = ""
    spec: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class TypedCost:
    """A one-off cost (送料, 型代) or, below zero, a discount; `amount` in yen without tax."""

    name: str
    amount: int
    tax_code: str = "10"


@dataclass(frozen=True)
class TypedQuote:
    """The head of an answer, its lines and one-off costs."""

    lines: list[TypedLine]
    costs: list[TypedCost] = field(default_factory=list)
    supplier_number: str = ""
    valid_until: dt.date | None = None
    lead_time_days: int | None = None
    delivery_terms: str = ""
    payment_terms: str = ""
    remarks: str = ""


def quote_body(rfq, revision, typed, *, supplier, response_no, on, rounding=Rounding.FLOOR):
    """The Quote that answers `rfq` (bodies.Rfq) in its `revision`. `supplier` is a Party, `on` today in Japan.

    Raises Rejected, naming the field, while a line has neither a price nor "not offered".
    """
    answers = {line.line_id: line for line in typed.lines}
    lines = [
        _answer(place, asked, answers.get(asked.line_id), rounding) for place, asked in enumerate(rfq.lines)
    ]
    if all(line.kind == "not_offered" for line in lines):
        raise Rejected("No line is offered. Please decline instead.")
    lines += [_cost(one) for one in typed.costs]
    tax = taxes(lines, on, rounding)
    head = "supplier_number valid_until lead_time_days delivery_terms payment_terms remarks".split()
    return Quote(
        supplier=supplier,
        response_no=response_no,
        rfq_revision=revision,
        quoted_on=on,
        **{name: getattr(typed, name) for name in head},
        lines=lines,
        taxes=rated(tax),
        subtotal=tax.taxable,
        tax=tax.tax,
        total=tax.total,
    )


def _answer(place, asked, typed, rounding):
    if typed is not None and typed.kind == "not_offered":
        return QuoteLine(line_id=asked.line_id, kind="not_offered", name=asked.name, remarks=typed.remarks)
    if typed is None or typed.price is None:
        raise Rejected(
            "Line %(no)s: enter a unit price, or choose that you do not offer it.",
            field=f"lines-{place}-price",
            no=asked.line_no,
        )
    other = typed.kind == "alternative"
    if other and not typed.name.strip():
        raise Rejected(
            "Line %(no)s: enter what you offer instead.", field=f"lines-{place}-name", no=asked.line_no
        )
    quantity = (typed.quantity or asked.quantity) if other else asked.quantity
    return QuoteLine(
        line_id=asked.line_id,
        kind=typed.kind,
        name=typed.name if other else asked.name,
        spec=typed.spec if other else asked.spec,
        quantity=quantity,
        unit=asked.unit,
        price=typed.price,
        amount=line_amount(quantity, typed.price, rounding),
        tax_code=typed.tax_code,
        delivery_on=typed.delivery_on,
        minimum_quantity=typed.minimum_quantity,
        remarks=typed.remarks,
    )


def _cost(typed):
    return QuoteLine(
        kind="extra",
        name=typed.name,
        quantity=Decimal(1),
        price=Decimal(typed.amount),
        amount=typed.amount,
        tax_code=typed.tax_code,
    )


def taxes(lines, on, rounding):
    """The DocumentTax of lines (`tax_code`, `amount`), lines that offer nothing left out."""
    offered = [
        TaxLine(line.tax_code, line.amount) for line in lines if getattr(line, "kind", "") != "not_offered"
    ]
    return tax_per_rate(offered, money_rates(on), rounding)


def rated(tax):
    """The rows of a DocumentTax as they stand in a body."""
    return [
        RatedTax(tax_code=row.tax_code, rate=row.rate, taxable=row.taxable, tax=row.tax) for row in tax.rows
    ]


@dataclass(frozen=True)
class Figures:
    """What an unfinished answer adds up to; `amounts` per line (None: nothing typed yet), in yen without tax."""

    amounts: list[int | None]
    tax: object
    open_lines: int


def figures(rfq, typed, on, rounding=Rounding.FLOOR):
    """What is typed so far, added up as the finished answer will be."""
    answers = {line.line_id: line for line in typed.lines}
    amounts, lines, missing = [], [], 0
    for asked in rfq.lines:
        line = answers.get(asked.line_id)
        if line is None or line.price is None or line.kind == "not_offered":
            missing += line is None or line.kind != "not_offered"
            amounts.append(None)
            continue
        quantity = (line.quantity or asked.quantity) if line.kind == "alternative" else asked.quantity
        amounts.append(line_amount(quantity, line.price, rounding))
        lines.append(TaxLine(line.tax_code, amounts[-1]))
    lines += [TaxLine(cost.tax_code, cost.amount) for cost in typed.costs]
    return Figures(amounts, tax_per_rate(lines, money_rates(on), rounding), missing)
