"""An order to 神田鋼材 and what the supplier answers; its own gates where they exist, open ones where not."""

import datetime as dt
from decimal import Decimal

import pytest

from app.exchange import gates, posting
from app.kernel.clock import JST, frozen
from app.kernel.db import db
from app.masters.partners.model import Partner
from app.procurement.orders.contents import Item, Terms
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.operations import draft_order, usual_terms
from tests.support.people import fixed_id

NOW = dt.datetime(2026, 11, 21, 10, tzinfo=JST)
TOLD = ("order order_cancellation change_refusal acceptance_notice acceptance_cancellation chat").split()


@pytest.fixture(autouse=True)
def stopped_clock():
    with frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def supplier_gates(app, monkeypatch):
    """The supplier's side hears everything; where the portal has a gate of its own it is that one."""
    for kind in TOLD:
        if gates.gate_of(kind, "supplier") is None:
            monkeypatch.setitem(gates._gates, (kind, "supplier"), lambda *_: None)


@pytest.fixture
def partner_id(inside, cast):
    with inside(cast.buyer):
        partner = Partner(
            code="K001",
            name="神田鋼材株式会社",
            kana="カンダコウザイ",
            is_supplier=True,
            linked_tenant_id=fixed_id("kanda"),
            email="sales@kanda.example",
            contact_name="神田 太郎",
        )
        db.session.add(partner)
        db.session.flush()
        return partner.id


def item(name="丸棒 φ20", quantity=10, price=1000, tax_code="10", day=dt.date(2026, 12, 15), **more):
    return Item(
        name=name,
        quantity=Decimal(quantity),
        unit="本",
        price=Decimal(price),
        tax_code=tax_code,
        delivery_on=day,
        **more,
    )


@pytest.fixture
def ordering(inside, cast, partner_id):
    """`ordering(*items, tolerance=0, issue=True, **terms)` -> id of a new order by the buyer."""

    def make(*items, tolerance=0, issue=True, submit=True, **terms):
        with inside(cast.buyer) as buyer:
            partner = db.session.get(Partner, (fixed_id("yamada"), partner_id))
            partner.over_tolerance_percent = Decimal(tolerance)
            usual = usual_terms(partner, "冬季の補修部品", buyer).model_copy(update=terms)
            order = draft_order(partner, usual, list(items) or [item()], by=buyer)
            if submit or issue:
                order.submit(by=buyer)
            if issue:
                order.issue(by=buyer)
            db.session.flush()
            return order.id

    return make


@pytest.fixture
def the_order():
    """`the_order(id)` inside a person's block."""
    return lambda order_id: db.session.get(PurchaseOrder, (fixed_id("yamada"), order_id))


@pytest.fixture
def said(inside, cast, the_order):
    """`said(order_id, body, number)`: the supplier posts an envelope in the order's case."""

    def say(order_id, body, number="K-1"):
        with inside(cast.buyer):
            case_id = the_order(order_id).case_id
        with inside(cast.kanda.supplier_user):
            return posting.post(posting.Draft(case_id, body, number))

    return say


def terms_of(order):
    return Terms.model_validate(order)
