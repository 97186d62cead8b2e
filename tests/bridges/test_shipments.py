"""Deals opened from orders, parcels and opportunities: offered there, remembered by us alone, documents filled in."""

import datetime as dt
import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.access.roles.model import UserRole
from app.bridges.shipments.terms import incoterm_in, is_abroad
from app.commerce.persons.person import Person as Recipient
from app.kernel.db import session
from app.kernel.errors import Missing
from app.masters.products.model import Product
from app.procurement.orders.model import PurchaseOrder
from app.sales.lines.items import Item
from app.sales.lines.operations import keep
from app.supply.orders.model import ReceivedOrder
from app.trade.documents.beginning import create
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.queries import document_in, documents_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.organisations.arranging import set_members
from app.trade.origins.filling import offered
from app.trade.origins.kinds import Origin, OriginLine
from app.trade.origins.model import DealOrigin
from app.trade.origins.operations import forget, remember
from app.trade.origins.queries import deals_from, origin_found, origin_of
from app.trade.rooms.model import Deal
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern
from tests.procurement.fulfilment.conftest import item
from tests.support.people import Person, fixed_id

AXES = {"load_type": "FCL", "brokered": "yes", "coastal": "no", "parent": ""}


def give(person, *roles):
    """Let somebody of the cast do more than their role."""
    for code in roles:
        session.add(UserRole(user_id=person.user_id, role_id=fixed_id(person.tenant, "role", code)))
    session.flush()


@pytest.fixture
def clerk(trade, cast, inside):
    """The trade clerk of the shipper, who sees orders of all kinds as well; and a colleague who sees none."""
    with inside(cast.trade_clerk):
        give(cast.trade_clerk, "buyer", "shop_manager", "sales_admin")
        set_members(trade.made["SHIPPER"], [cast.trade_clerk.user_id, cast.approver.user_id])
        give(cast.approver, "trade_clerk")
    return cast.trade_clerk


@pytest.fixture
def abroad(ordering, inside, cast):
    """An issued order CIF Yokohama with a product of 2.5 kg a piece, and a line without a product."""
    with inside(cast.buyer):
        product = Product(code="LG25", name="LG-25", tax_code="10", weight_g=2500)
        session.add(product)
        session.flush()
        bought = item("ＬＧ－２５", 4, "1250.5", product_id=product.id)
    return ordering(bought, item("梱包材", 1, 800), delivery_place="CIF 横浜港", subject="直動ガイド 輸入")


def test_terms_and_addresses_written_by_hand_say_whether_the_way_leads_abroad():
    told = {
        "CIF 横浜港": ("CIF", "横浜港"),
        "納入条件：ＦＯＢ　ＳＨＡＮＧＨＡＩ、前払": ("FOB", "SHANGHAI"),
        "C&F Tokyo (Incoterms 2020)": ("CFR", "Tokyo"),
        "FOBIA社 本社工場": ("", ""),
        "本社工場 資材受入口": ("", ""),
        None: ("", ""),
    }
    assert {text: incoterm_in(text) for text in told} == told
    assert incoterm_in("本社", "DAP Osaka") == ("DAP", "Osaka")
    addresses = ("12 Harbour Rd, Singapore", "東京都港区1-2-3", "1-2-3 Shiba, Tokyo, Japan", "123-4567", "")
    assert [is_abroad(one) for one in addresses] == [True, False, False, False, False]


def test_a_source_fills_only_what_is_empty_unlocked_and_in_its_currency():
    lines = [OriginLine("Guide", Decimal("4.00"), "本", Decimal("1250.50"), None, Decimal("10.0"))]
    origin = Origin(fixed_id("o"), "PO-1", "x", lambda: lines, "", "CIF", "横浜港", "Kanda\nOsaka")
    invoice, packing = KINDS["commercial_invoice"], KINDS["packing_list"]
    whole = offered(invoice, {}, origin, "import", "Yamada")
    assert whole == {
        "incoterms": "CIF",
        "incoterms_place": "横浜港",
        "consignee": "Yamada",
        "shipper": "Kanda\nOsaka",
        "currency": "JPY",
        "goods": [{"description": "Guide", "quantity": "4", "unit": "本", "price": "1250.5"}],
    }
    assert offered(invoice, whole, origin, "import", "Yamada") == {}
    typed = {"currency": "USD", "shipper": "Someone", "incoterms": "FOB", "incoterms_place": "上海"}
    assert offered(invoice, typed, origin, "import", "Yamada", locked={"consignee": None}) == {
        "goods": [{"description": "Guide", "quantity": "4", "unit": "本"}]
    }
    row = {"description": "Guide", "quantity": "4", "unit": "本", "net_weight": "10"}
    assert offered(packing, {}, origin, "export", "Yamada") == {
        "shipper": "Yamada",
        "consignee": "Kanda\nOsaka",
        "packing": [row],
    }
    assert offered(KINDS["booking_request"], {}, origin, "export", "Yamada") == {}


def test_a_purchase_order_opens_an_import_deal_that_only_its_company_knows_to_come_from_it(
    abroad,
    clerk,
    client,
    trade,
    cast,
):
    browser = client(clerk)
    order_page, form = f"/yamada/orders/{abroad}", f"/yamada/deals/from/order/{abroad}"
    assert browser.get(order_page).text.count(f"{form}/new") == 2
    shown = browser.get(f"{form}/new").text
    with trade.as_("SHIPPER"):
        number = session.get(PurchaseOrder, (fixed_id("yamada"), abroad)).number
    assert 'value="直動ガイド 輸入"' in shown
    assert f'value="{number}"' in shown
    assert "checked" in re.search(r'<input[^>]*value="import"[^>]*>', shown).group()
    typed = {"name": "ガイド 4 本", "direction": "import", "own_number": number, **AXES}
    wrong = browser.post_form(form, {**typed, "name": ""}, form_page=f"{form}/new")
    assert wrong.status_code == 422
    typed["owner"] = f"{trade.made['SHIPPER'].id}:SH"
    assert browser.post_form(form, typed, form_page=f"{form}/new").status_code == 303
    with trade.as_("SHIPPER"):
        deal = session.scalars(select(Deal)).one()
        kept = session.scalars(select(DealOrigin)).one()
        assert (kept.deal_id, kept.kind, kept.source_id) == (deal.id, "order", abroad)
        assert (deal.name, deal.pattern) == ("ガイド 4 本", "import/FCL/brokered/inland")
        deal_id, deal_number = deal.id, deal.number
    assert browser.get(order_page).text.count(f"/yamada/deals/{deal_id}?seat=") == 1
    assert "ここから開いた取引がすでにあります" in browser.get(f"{form}/new").text
    assert f"発注 {number}" in browser.get(f"/yamada/deals/{deal_id}").text
    colleague = client(cast.approver)
    assert deal_number in colleague.get(f"/yamada/deals/{deal_id}").text
    buyer_page = client(cast.buyer).get(order_page)
    assert (buyer_page.status_code, deal_number in buyer_page.text) == (200, False)
    trade.invite(deal_id, "SHIPPER", "BROKER", "CB")
    with trade.as_("BROKER"):
        assert session.scalars(select(DealOrigin)).all() == []
        assert origin_of(enter(deal_id)) is None
    assert number not in client(trade.people["BROKER"][0]).get(f"/kanda/deals/{deal_id}").text


def test_who_may_not_see_the_source_or_work_on_deals_finds_no_way_between_them(
    abroad,
    clerk,
    client,
    trade,
    cast,
    ordering,
):
    form = f"/yamada/deals/from/order/{abroad}"
    assert client(cast.buyer).get(f"{form}/new").status_code == 403
    alone = client(Person("foreign", "trade_clerk"))
    assert alone.get(f"/foreign/deals/from/order/{abroad}/new").status_code == 404
    browser = client(clerk)
    never = "01a21d7e-0000-7000-8000-000000000000"
    for other in (f"order/{never}", f"slip/{abroad}", f"opportunity/{abroad}", f"nothing/{abroad}"):
        assert browser.get(f"/yamada/deals/from/{other}/new").status_code == 404
    draft = ordering(issue=False, submit=False, delivery_place="FOB Busan")
    page = browser.get(f"/yamada/deals/from/order/{draft}/new").text
    assert "先に注文を発行してください" in page
    assert "from/order" not in browser.get(f"/yamada/orders/{draft}").text
    typed = {"name": "x", "direction": "import", "own_number": "", **AXES}
    typed["owner"] = f"{trade.made['SHIPPER'].id}:SH"
    refused = browser.post_form(f"/yamada/deals/from/order/{draft}", typed, form_page=f"{form}/new")
    assert refused.status_code == 422
    with trade.as_("SHIPPER"):
        assert session.scalars(select(Deal)).all() == []


def opened_from(trade, kind, source_id, direction="import"):
    """A deal of the shipper's from a source, opened by verbs."""
    deal_id = trade.open(pattern=Pattern(direction, "FCL", brokered=True, coastal=False))
    with trade.as_("SHIPPER"):
        remember(enter(deal_id, lock=True), *origin_found(kind, source_id))
    return deal_id


def test_an_invoice_is_filled_in_to_be_looked_at_and_what_others_typed_stays(
    abroad,
    clerk,
    client,
    trade,
):
    deal_id = opened_from(trade, "order", abroad)
    browser, here = client(clerk), f"/yamada/deals/{deal_id}/documents"
    made = browser.post_form(here, {"kind": "commercial_invoice", "unit": ""}, form_page=f"{here}/new")
    form = browser.get(made.headers["Location"])
    assert made.headers["Location"].endswith("fill=1")
    for value in ('value="ＬＧ－２５"', 'value="1250.5"', 'value="800"', 'value="横浜港"', 'value="JPY"'):
        assert value in form.text.replace("1,250.5", "1250.5")
    with trade.as_("SHIPPER"):
        entered = enter(deal_id, lock=True)
        [row] = [one.row for one in documents_in(entered)]
        assert (row.body.get("goods"), roots_of(deal_id)) == (None, {})
        packing = create(entered, "packing_list")
        typed = {
            "document_number": "P-1",
            "consignee": "すでに書いた荷受人",
            "packing": [{"description": "手で書いた"}],
        }
        save(entered, packing.id, values_of(document_in(entered, packing.id), {}) | typed, None)
        invoice_id, packing_id = row.id, packing.id
    listed = browser.get(f"{here}/{packing_id}/edit?fill=1").text
    assert "手で書いた" in listed
    assert "ＬＧ－２５" not in listed
    again = browser.get(f"{here}/{invoice_id}/edit?fill=1").text
    assert "すでに書いた荷受人" in again
    assert "ＬＧ－２５" in again
    assert "ＬＧ－２５" not in browser.get(f"{here}/{invoice_id}/edit").text
    trade.invite(deal_id, "SHIPPER", "BROKER", "FW")
    assert "発注" not in client(trade.people["BROKER"][0]).get(f"/kanda/deals/{deal_id}/documents/new").text


@pytest.fixture
def elsewhere(shop, sales, inside, cast):
    """Ids of a slip for Singapore and one for Tokyo, of an opportunity won in Hanoi and one still open."""
    singapore = Recipient(family="Tan", given="Wei", street="12 Harbour Rd", city="Singapore", phone="+65 1")
    with inside(cast.shop_manager):
        shop.product("A", weight_g=300)
        shop.take(shop.order("1", (("A", 3),), recipients=[singapore]), shop.order("2", (("A", 1),)))
        away, home = shop.slip("1").id, shop.slip("2").id
    with inside(cast.sales_admin):
        account = sales.account(address="88 Nguyen Hue, Hanoi, Vietnam", name_en="HANOI MOTORS")
        day = dt.date(2026, 11, 1)
        won = sales.deal("ハノイ向け", "90", partner_id=account.id, amount=3_000, closed_on=day)
        keep(won, [Item("Motor", Decimal(3), Decimal(1_000))], version=won.version)
        going_on = sales.deal("国内", partner_id=account.id)
        return SimpleNamespace(away=away, home=home, won=won.id, going_on=going_on.id)


def test_parcels_abroad_and_won_opportunities_open_export_deals(elsewhere, clerk, trade, client):
    with trade.as_("SHIPPER"):
        slip, won = origin_found("slip", elsewhere.away)[1], origin_found("opportunity", elsewhere.won)[1]
        assert str(origin_found("opportunity", elsewhere.going_on)[1].refusal) != ""
        assert slip.lines() == [OriginLine("品物 A", Decimal(3), "", Decimal(1000), None, Decimal("0.9"))]
        assert won.lines() == [OriginLine("Motor", Decimal(3), "", Decimal(1000), None, None)]
        assert (slip.title, slip.counterpart) == ("1-1", "")
        assert won.counterpart == "HANOI MOTORS\n88 Nguyen Hue, Hanoi, Vietnam"
    ways = {f"slips/{elsewhere.away}": 2, f"slips/{elsewhere.home}": 0}
    ways |= {f"opportunities/{elsewhere.won}": 2, f"opportunities/{elsewhere.going_on}": 0}
    browser = client(clerk)
    assert {at: browser.get(f"/yamada/{at}").text.count("/deals/from/") for at in ways} == ways
    opened_from(trade, "opportunity", elsewhere.won, "export")
    with trade.as_("SHIPPER"):
        assert len(deals_from("opportunity", elsewhere.won)) == 1
        forget("opportunity", [elsewhere.won])
        assert deals_from("opportunity", elsewhere.won) == []


def test_an_order_from_a_buyer_opens_an_export_deal_of_the_supplier(abroad, trade, client):
    with trade.as_("BROKER"):
        received = session.scalars(select(ReceivedOrder)).one()
        _kind, origin = origin_found("received_order", received.id)
        assert [(one.description, one.price) for one in origin.lines()] == [
            ("ＬＧ－２５", Decimal("1250.5")),
            ("梱包材", Decimal(800)),
        ]
        assert (origin.incoterms, origin.place) == ("CIF", "横浜港")
        with pytest.raises(Missing):
            origin_found("order", abroad)
        there = f"/kanda/portal/orders/{received.id}"
    shown = client(trade.people["BROKER"][0]).get(there).text
    assert shown.count(f"/kanda/deals/from/received_order/{received.id}/new") == 2
