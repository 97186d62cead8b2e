"""Requests, answers and routes for these tests, made by the verbs that the screens call."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.approvals.routes.operations import RouteDraft, StepDraft, design_route
from app.exchange import bodies
from app.exchange.posting import Draft, post
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.money import TaxLine, line_amount, tax_per_rate
from app.masters.partners.model import Partner
from app.masters.taxes.rates import money_rates
from app.procurement.rfqs.model import Rfq, RfqInvitation
from app.procurement.rfqs.operations import draft_rfq
from tests.support.people import fixed_id

START = dt.datetime(2026, 11, 2, 1, 0, tzinfo=dt.UTC)
DEADLINE = dt.datetime(2026, 11, 9, 8, 0, tzinfo=dt.UTC)
MEMO = "社内限り 上限は百万円"
TARGET = Decimal("123456.7891")


def partner(slug, name, linked=True):
    """A supplier of ours; `slug` names its tenant when `linked`."""
    new = Partner(
        id=fixed_id("yamada", "partner", slug),
        code=slug.upper(),
        name=name,
        kana=slug,
        is_supplier=True,
        linked_tenant_id=fixed_id(slug) if linked else None,
        email=f"sales@{slug}.example",
    )
    session.add(new)
    session.flush()
    return new


def partners():
    """神田 and 鈴木, both on this installation."""
    return [partner("kanda", "神田鋼材株式会社"), partner("suzuki", "鈴木工具商会")]


def line(name="丸棒 S45C", quantity=10, **values):
    """A line as the form gives it."""
    facts = {
        "name": name,
        "quantity": Decimal(quantity),
        "unit": "本",
        "tax_code": "10",
        "target_price": TARGET,
        "desired_on": dt.date(2026, 12, 1),
    }
    return facts | values


def draft(lines=None, suppliers=None, **head):
    """A draft by the present actor, deadline in a week."""
    suppliers = partners() if suppliers is None else suppliers
    head = {"subject": "丸棒の購入", "deadline": DEADLINE, "memo": MEMO, **head}
    lines = lines or [line(), line("鋼板 SPCC", 20, allow_alternative=True)]
    return draft_rfq(head, lines, [one.id for one in suppliers], by=context.actor())


def sent(**options):
    """A request that its suppliers have."""
    rfq = draft(**options)
    rfq.submit(by=context.actor())
    rfq.send(by=context.actor())
    return rfq


def the_rfq():
    """The only request of the present tenant."""
    return session.scalars(select(Rfq)).one()


def case_of(slug):
    """The exchange case of our request with that supplier (asked as the buyer)."""
    wanted = select(RfqInvitation.case_id).where(
        RfqInvitation.partner_id == fixed_id("yamada", "partner", slug)
    )
    return session.scalar(wanted)


def quote_body(rfq_lines, prices, *, response_no=1, revision=0, extras=(), **head):
    """bodies.Quote for `rfq_lines` [(id, quantity)] at unit `prices` (None: not offered), figures right."""
    lines = []
    for (line_id, quantity), price in zip(rfq_lines, prices, strict=True):
        if price is None:
            lines.append(bodies.QuoteLine(line_id=line_id, kind="not_offered"))
        else:
            lines.append(_answered(line_id, quantity, price))
    lines += [
        bodies.QuoteLine(kind="extra", name=name, quantity=1, price=amount, amount=amount)
        for name, amount in extras
    ]
    today = clock.today()
    priced = [TaxLine(one.tax_code, one.amount) for one in lines if one.kind != "not_offered"]
    tax = tax_per_rate(priced, money_rates(today))
    facts = {
        "supplier": bodies.Party(name="仕入先"),
        "response_no": response_no,
        "rfq_revision": revision,
        "quoted_on": today,
        "valid_until": today + dt.timedelta(days=30),
        "lines": lines,
        "taxes": [
            bodies.RatedTax(tax_code=row.tax_code, rate=row.rate, taxable=row.taxable, tax=row.tax)
            for row in tax.rows
        ],
        "subtotal": tax.taxable,
        "tax": tax.tax,
        "total": tax.total,
    }
    return bodies.Quote(**(facts | head))


def _answered(line_id, quantity, price):
    price = Decimal(price)
    amount = line_amount(quantity, price)
    delivery_on = dt.date(2026, 12, 10)
    return bodies.QuoteLine(
        line_id=line_id, quantity=quantity, unit="本", price=price, amount=amount, delivery_on=delivery_on
    )


def answer(case_id, body):
    """Post an answer as the present actor (a supplier's person)."""
    return post(Draft(case_id, body, f"QT-{body.response_no}", total=body.total))


def route(document, approver):
    """A one-step route for `document` in the present tenant."""
    step = StepDraft("承認", [{"kind": "user", "user_id": str(approver.user_id)}], mode="ANY")
    return design_route(RouteDraft(document, "標準", [step]), by=context.actor())
