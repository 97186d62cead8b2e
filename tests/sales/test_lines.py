"""Product lines of an opportunity: its amount is their sum, months add up, sets come apart."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.product_sets.operations import put_together
from app.masters.products.record import PRODUCT
from app.platform.audit.model import AuditEntry
from app.records.kit import keeping
from app.sales.lines.items import Item, taken_apart
from app.sales.lines.operations import keep, share_out
from app.sales.lines.queries import lines_of
from app.sales.lines.spreading import months_from, spread
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY

DEC, FEB = dt.date(2026, 12, 1), dt.date(2027, 2, 1)
MOTOR = Item("モーター", Decimal(3), Decimal(1_000), cost=Decimal(600), first=DEC, last=FEB)


def test_an_amount_is_spread_evenly_and_the_last_month_takes_the_rest():
    assert months_from(dt.date(2026, 11, 30), FEB) == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert spread(100, ["2026-11", "2026-12", "2027-01"]) == {"2026-11": 33, "2026-12": 33, "2027-01": 34}
    assert spread(100, []) == {}


def test_a_set_shares_its_price_out_by_the_list_prices_of_its_parts():
    def part(name, price):
        return SimpleNamespace(id=None, name=name, unit="個", price=price)

    item = Item("セット", Decimal(2), Decimal(900))
    parts = [(part("甲", Decimal(400)), Decimal(1)), (part("乙", Decimal(300)), Decimal(2))]
    assert [(one.name, one.quantity, one.price) for one in taken_apart(item, parts)] == [
        ("甲", 2, 360),
        ("乙", 4, 270),
    ]
    unpriced = [(part("甲", None), Decimal(1)), (part("乙", Decimal(300)), Decimal(2))]
    assert [one.price for one in taken_apart(item, unpriced)] == [0, 300]


def test_the_amount_is_the_sum_of_the_lines(inside, cast, sales):
    with inside(cast.salesperson):
        deal = sales.deal(amount=5)
        keep(deal, [MOTOR, Item("据付", Decimal(1), Decimal("500.5"), cost=Decimal(0))], version=deal.version)
        assert (deal.amount, deal.gross) == (3_501, 1_701)
        with pytest.raises(Rejected) as refused:
            keeping.change(OPPORTUNITY, deal, {"amount": 5}, version=deal.version)
        assert refused.value.field == "amount"
        keeping.change(OPPORTUNITY, deal, {"amount": 3_501, "name": "改"}, version=deal.version)
        told = session.scalars(select(AuditEntry).where(AuditEntry.verb == "opportunity.lines_changed")).one()
        assert told.details["lines"] == "モーター × 3, 据付 × 1"


def test_gross_profit_stays_as_typed_while_a_cost_is_missing(inside, cast, sales):
    with inside(cast.salesperson):
        deal = sales.deal(gross=77)
        keep(deal, [MOTOR, Item("据付", Decimal(1), Decimal(500))], version=deal.version)
        assert (deal.amount, deal.gross) == (3_500, 77)
        keep(deal, [], version=deal.version)
        assert (deal.amount, lines_of(deal.id)) == (3_500, [])


def test_months_set_by_hand_stay_until_the_amount_changes(inside, cast, sales):
    with inside(cast.salesperson):
        deal = sales.deal()
        keep(deal, [MOTOR], version=deal.version)
        [line] = lines_of(deal.id)
        assert line.months == {"2026-12": 1_000, "2027-01": 1_000, "2027-02": 1_000}
        mine = {"2026-12": 3_000, "2027-01": 0, "2027-02": 0}
        with pytest.raises(Rejected):
            share_out(deal, line, mine | {"2027-02": 1}, version=deal.version)
        share_out(deal, line, mine, version=deal.version)
        again = Item(**{**MOTOR.__dict__, "line_id": line.id})
        keep(deal, [again], version=deal.version)
        assert lines_of(deal.id)[0].months == mine
        keep(deal, [Item(**{**again.__dict__, "quantity": Decimal(6)})], version=deal.version)
        assert lines_of(deal.id)[0].months == {"2026-12": 2_000, "2027-01": 2_000, "2027-02": 2_000}


def test_nobody_overwrites_lines_unseen(inside, cast, sales):
    with inside(cast.salesperson):
        deal = sales.deal()
        seen = deal.version
        keep(deal, [], version=seen)
        with pytest.raises(keeping.Overtaken):
            keep(deal, [MOTOR], version=seen)


@pytest.fixture
def deal(inside, cast, sales):
    with inside(cast.salesperson):
        made = sales.deal()
        values = {"unit": "台", "tax_code": "10", "price": Decimal(1_000)}
        part, other, whole = (
            keeping.enter(PRODUCT, {**values, "code": code, "name": name})
            for code, name in (("P1", "部品甲"), ("P2", "部品乙"), ("S1", "セット品"))
        )
        put_together(whole, [(part.id, Decimal(1)), (other.id, Decimal(2))])
        session.commit()
        return SimpleNamespace(id=made.id, version=made.version, url=f"/yamada/opportunities/{made.id}")


def test_lines_are_typed_as_a_table(client, cast, inside, deal):
    browser = client(cast.salesperson)
    typed = {
        "version": deal.version,
        "lines-0-name": "S1",
        "lines-0-quantity": "2",
        "lines-0-first": "2026/12",
    }
    apart = browser.post_form(f"{deal.url}/lines/exploded", typed, form_page=f"{deal.url}/lines/edit")
    assert ("部品甲" in apart.get_data(as_text=True), apart.status_code) == (True, 200)
    wrong = browser.post_form(
        f"{deal.url}/lines", {**typed, "lines-0-first": "13"}, form_page=f"{deal.url}/lines/edit"
    )
    assert wrong.status_code == 422
    done = browser.post_form(f"{deal.url}/lines", typed, form_page=f"{deal.url}/lines/edit")
    assert done.status_code == 303
    with inside(cast.salesperson):
        row = session.get(Opportunity, (cast.salesperson.tenant_id, deal.id))
        [line] = lines_of(row.id)
        assert (row.amount, line.name, line.unit, line.months) == (
            2_000,
            "セット品",
            "台",
            {"2026-12": 2_000},
        )
        months, version = f"{deal.url}/lines/{line.id}/months", row.version
    page = browser.get(deal.url).get_data(as_text=True)
    assert ("セット品" in page, months in page) == (True, True)
    short = {"version": version, "lines-0-yen": "1"}
    assert browser.post_form(f"{months}", short, form_page=months).status_code == 422
    right = {"version": version, "lines-0-yen": "2,000"}
    assert browser.post_form(f"{months}", right, form_page=months).status_code == 303


def test_lines_of_a_restricted_opportunity_are_not_there_for_others(client, cast, inside, sales):
    with inside(cast.salesperson) as who:
        hidden = sales.deal("秘密", disclosed_to=[f"user:{who.id}"]).id
        session.commit()
    assert client(cast.sales_manager).get(f"/yamada/opportunities/{hidden}/lines/edit").status_code == 404
    assert client(cast.auditor).get(f"/yamada/opportunities/{hidden}/lines/edit").status_code == 403
