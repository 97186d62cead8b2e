"""取引状況 on the page of an account: years, months, what is open; each figure leads to the rows it adds up."""

import datetime as dt
import re

import pytest

from app.kernel import clock
from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.sales_results.record import SALES_RESULT
from app.sales.turnovers.years import Sold, beginning, drawn, later, year_of


def sold(account, number, day, amount, **given):
    values = {"code": f"S-{number}", "sold_on": day, "partner_id": account.id, "amount": amount, **given}
    return keeping.enter(SALES_RESULT, values)


def test_years_begin_in_the_month_of_the_company_and_returns_hang_below():
    assert beginning(dt.date(2027, 3, 31), 4) == dt.date(2026, 4, 1)
    assert beginning(dt.date(2027, 4, 1), 4) == dt.date(2027, 4, 1)
    april, may = dt.date(2026, 4, 1), dt.date(2026, 5, 1)
    this = year_of(
        april, {april: Sold(300, 30, 2), may: Sold(-100, 0, 1), dt.date(2027, 4, 1): Sold(9, 9, 9)}
    )
    assert (this.sold, this.last) == (Sold(200, 30, 3), dt.date(2027, 3, 31))
    rows, zero = drawn(year_of(later(april, -12), {}), this)
    assert (zero, [(y, height) for pair in rows[:2] for _m, _s, y, height in pair]) == (
        72, [(72, 0), (0, 72), (72, 0), (72, 24)],
    )  # fmt: skip


@pytest.fixture
def account(inside, cast, sales):
    """C1 with sales of both years and before, a deal that everybody knows, and one that only its owner does."""
    first = beginning(clock.today(), 4)
    with inside(cast.sales_admin):
        account = sales.account("C1")
        bolt = keeping.enter(PRODUCT, {"code": "P-1", "name": "ボルト", "tax_code": "10"})
        sold(account, 1, first, 700, product_id=bolt.id, cost=200)
        sold(account, 2, later(first, -12), 50)
        sold(account, 3, later(first, -36), 8)
        gone = sold(account, 4, first, 9999, product_id=bolt.id)
        keeping.archive(SALES_RESULT, gone)
        sales.deal(amount=1000)
        keeping.enter(ACTIVITY, {"name": "定例訪問", "starts_at": clock.now(), "partner_id": account.id})
        session.commit()
    with inside(cast.sales_manager) as who:
        secret = sales.deal("極秘の案件", amount=5000, disclosed_to=[f"user:{who.id}"])
        values = {"starts_at": clock.now() + dt.timedelta(hours=1), "opportunity_id": secret.id}
        keeping.enter(ACTIVITY, {"name": "極秘の訪問", "partner_id": account.id, **values})
        session.commit()
    return account


def card_of(page, account):
    text = page.get(f"/yamada/partners/{account.id}").get_data(as_text=True)
    return re.search(r'<section[^>]* id="trade-status".*?</section>', text, re.S)[0]


def figures(card):
    return re.findall(r'stat-label">([^<]*)</span>\s*<span class="stat-value(?: long)?">([^<]*)<', card)


def test_the_figures_are_those_of_the_rows_one_may_know_of(client, cast, account):
    seller = client(cast.salesperson)
    card = card_of(seller, account)
    *amounts, (label, day) = figures(card)
    assert amounts == [
        ("今期の売上", "¥700"), ("前期の売上", "¥50"), ("売上累計", "¥758"), ("進行中の案件", "¥1,000"),
    ]  # fmt: skip
    assert (label, day[:10]) == ("最終活動", clock.today().strftime("%Y/%m/%d"))
    assert ("極秘" in card, "粗利 ¥500" in card, "P-1 ボルト" in card) == (False, True, True)
    links = [one.replace("&amp;", "&") for one in re.findall(r'href="(/yamada/sales-results\?[^"]*)"', card)]
    assert len(links) == 3 + 2 + 2 + 1, "years and all, bars, the table of months, the product"
    for link, there in ((links[0], "S-1"), (links[1], "S-2"), (links[-1], "S-1")):
        rows = re.findall(r">(S-\d)<", seller.get(link).get_data(as_text=True))
        assert rows == [there], link
    assert "¥6,000" in card_of(client(cast.sales_manager), account)
    assert "trade-status" not in client(cast.buyer).get(f"/yamada/partners/{account.id}").get_data(
        as_text=True
    )


def test_three_rows_take_no_more_statements_than_one(client, inside, cast, sales, statements):
    with inside(cast.sales_admin):
        account = sales.account("C1")
        sold(account, 1, clock.today(), 700)
        session.commit()
    page, counts = client(cast.salesperson), []
    for number in (2, 4):
        page.get(f"/yamada/partners/{account.id}")
        statements.clear()
        page.get(f"/yamada/partners/{account.id}")
        counts.append(len(statements))
        with inside(cast.sales_admin):
            for one in (number, number + 1):
                sold(account, one, clock.today(), 100)
                sales.deal(f"案件 {one}")
            session.commit()
    assert counts[0] == counts[1]
    assert len([one for one in statements if "sales_results" in one and "GROUP BY" in one]) == 2
