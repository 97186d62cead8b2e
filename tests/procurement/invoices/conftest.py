"""Accepted goods of 神田鋼材, and the invoice it sends for them."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.exchange import gates, posting
from app.exchange.bodies import BankAccount, Invoice, InvoiceLine, Party, RatedTax
from app.kernel.clock import JST, frozen
from app.kernel.db import db
from app.kernel.money import Rounding, TaxLine, tax_per_rate
from app.masters.partners.model import Partner, PartnerBankAccount
from app.masters.taxes.rates import money_rates
from app.procurement.acceptances.accepting import Entry, accept
from app.procurement.acceptances.model import Acceptance
from app.procurement.invoices.model import Invoice as Filed
from app.procurement.orders.contents import Item
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.operations import draft_order, usual_terms
from tests.support.people import fixed_id

NOW = dt.datetime(2026, 11, 21, 10, tzinfo=JST)
DAY = dt.date(2026, 11, 21)
T_NUMBER = "T7000012050002"
ACCOUNT = {"bank_code": "0001", "bank_name": "みずほ銀行", "branch_code": "001", "branch_name": "東京営業部"}
ACCOUNT |= {"account_type": "1", "account_number": "1234567", "holder_kana": "ｶﾝﾀﾞｺｳｻﾞｲ(ｶ"}


@pytest.fixture(autouse=True)
def stopped_clock():
    with frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def answered_gates(app, monkeypatch):
    """The supplier's side hears our answers, without a portal's invoice behind them."""
    for kind in ("invoice_return", "invoice_approval"):
        monkeypatch.setitem(gates._gates, (kind, "supplier"), lambda *_: None)
        monkeypatch.setitem(gates._projections, (kind, "supplier"), lambda *_: None)


def item(name="丸棒 φ20", quantity=10, price=1000, tax_code="10", **more):
    return Item(
        name=name, quantity=Decimal(quantity), unit="本", price=Decimal(price), tax_code=tax_code, **more
    )


@pytest.fixture
def partner_id(inside, cast):
    with inside(cast.buyer):
        partner = Partner(
            code="K001",
            name="神田鋼材株式会社",
            kana="カンダコウザイ",
            linked_tenant_id=fixed_id("kanda"),
            email="sales@kanda.example",
            registration_number=T_NUMBER,
        )
        db.session.add(partner)
        db.session.flush()
        db.session.add(PartnerBankAccount(partner_id=partner.id, **ACCOUNT))
        return partner.id


@pytest.fixture
def accepted(inside, cast, partner_id):
    """`accepted(*items, times=1)` -> ids of acceptances of a new order, all lines in `times` equal parts."""

    def make(*items, times=1, on=DAY, partner=None):
        with inside(cast.buyer) as buyer:
            chosen = db.session.get(Partner, (fixed_id("yamada"), partner or partner_id))
            terms = usual_terms(chosen, "冬季の補修部品", buyer)
            order = draft_order(chosen, terms, list(items) or [item()], by=buyer)
            order.submit(by=buyer)
            order.issue(by=buyer)
            order_id = order.id
        with inside(cast.inspector) as inspector:
            order = db.session.get(PurchaseOrder, (fixed_id("yamada"), order_id))
            found = []
            for _time in range(times):
                entries = [Entry(line, quantity=line.quantity / times) for line in order.lines]
                found.append(accept(order, entries, accepted_on=on, by=inspector).id)
            return found

    return make


@pytest.fixture
def bill(inside, cast):
    """`bill(*acceptance_ids, skip=0, **changes)` -> (case id, Invoice body) as the supplier makes it."""

    def make(*acceptance_ids, skip=0, rounding=Rounding.FLOOR, **changes):
        with inside(cast.buyer):
            found = db.session.scalars(
                select(Acceptance).where(Acceptance.id.in_(acceptance_ids)).order_by(Acceptance.number)
            ).all()
            lines = [_line(acceptance, line) for acceptance in found for line in acceptance.lines][skip:]
            return found[0].case_id, _body(lines, rounding, changes)

    return make


def _line(acceptance, line):
    return InvoiceLine(
        acceptance_line_id=line.id,
        order_number=acceptance.order.number,
        description=line.order_line.name,
        transaction_on=acceptance.received_on,
        quantity=line.quantity,
        unit=line.order_line.unit,
        price=line.price,
        amount=line.amount,
        tax_code=line.tax_code,
        reduced=line.tax_code == "8R",
    )


def _body(lines, rounding, changes):
    tax = tax_per_rate([TaxLine(one.tax_code, one.amount) for one in lines], money_rates(DAY), rounding)
    same = ("tax_code", "rate", "taxable", "tax")
    facts = {
        "supplier": Party(name="神田鋼材株式会社", registration_number=T_NUMBER),
        "buyer": Party(name="山田精機株式会社"),
        "supplier_number": "K-100",
        "issued_on": DAY,
        "period_from": DAY.replace(day=1),
        "period_until": DAY,
        "due_on": dt.date(2026, 12, 31),
        "account": BankAccount(**ACCOUNT),
        "lines": lines,
        "taxes": [RatedTax(**{name: getattr(row, name) for name in same}) for row in tax.rows],
        "subtotal": tax.taxable,
        "tax": tax.tax,
        "total": tax.total,
    }
    return Invoice(**facts | changes)


@pytest.fixture
def sent(inside, cast):
    """`sent((case_id, body))`: the supplier posts the invoice. Returns our Invoice's id."""

    def send(pair, person=None):
        case_id, body = pair
        with inside(person or cast.kanda.supplier_user):
            draft = posting.Draft(
                case_id, body, body.supplier_number, document_on=body.issued_on, total=body.total
            )
            envelope_id = posting.post(draft).id
        with inside(cast.buyer):
            return db.session.scalars(select(Filed.id).where(Filed.envelope_id == envelope_id)).one()

    return send


@pytest.fixture
def the_invoice():
    """`the_invoice(id)` inside a person's block."""
    return lambda invoice_id: db.session.get(Filed, (fixed_id("yamada"), invoice_id))
