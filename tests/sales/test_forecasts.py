"""The forecast: months and categories, what changed since a snapshot, phases and ages, and who sees what of it."""

import datetime as dt
import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import publish
from app.records.kit import keeping
from app.sales.forecasts.comparing import Stand, compared, drawn
from app.sales.forecasts.model import ForecastSnapshot
from app.sales.forecasts.operations import take
from app.sales.forecasts.periods import between, period
from app.sales.judgements.months import months_of
from app.sales.opportunities.record import OPPORTUNITY

PAGE = "/yamada/opportunities/forecast"
D = dt.date
DEC, JAN = D(2026, 12, 5), D(2027, 1, 5)


def test_quarters_and_months():
    assert period("quarter", D(2026, 11, 27)) == (D(2026, 10, 1), D(2027, 1, 1))
    assert period("next", D(2026, 11, 27)) == (D(2027, 1, 1), D(2027, 4, 1))
    assert period("month", D(2026, 12, 31)) == (D(2026, 12, 1), D(2027, 1, 1))
    assert between(D(2026, 12, 1), D(2027, 1, 1)) == "2026-12-01..2026-12-31"
    assert months_of(D(2026, 11, 1))[-1] == D(2027, 10, 1)


def test_start_and_all_changes_come_to_the_end():
    before = {number: Stand(number * 10, JAN if number == 4 else DEC) for number in range(1, 8)}
    after = {1: Stand(15, DEC), 2: Stand(20, JAN), 4: Stand(44, DEC), 7: Stand(66, DEC), 8: Stand(80, DEC)}
    parts = compared(before, after, {3: "won", 5: "lost"}, D(2026, 12, 1), D(2027, 1, 1))
    assert {name: part.yen for name, part in parts.items()} == {
        "start": 240, "new": 80, "moved_in": 44, "up": 5, "won": -30, "lost": -50, "moved_out": -20, "down": -4,
        "gone": -60, "end": 205,
    }  # fmt: skip
    assert sum(part.yen for name, part in parts.items() if name != "end") == parts["end"].yen
    picture, ground = drawn(parts)
    spans = [(part.name, round(y), round(height)) for part, y, height in picture]
    assert ground == 100
    assert (spans[0], spans[1], spans[-1]) == (("start", 35, 65), ("new", 13, 22), ("end", 44, 56))


def test_a_snapshot_is_taken_once_a_week(inside, cast, sales, run_jobs):
    with inside(cast.salesperson):
        sales.deal(amount=10)
        sales.deal("失った", "99", reason="price")
        session.commit()
    for _night in range(2):
        with inside(cast.salesperson):
            publish("night.passed")
        assert "sales.forecasts.take_snapshot" in run_jobs()
    with inside(cast.salesperson):
        kept = session.scalars(select(ForecastSnapshot).order_by(ForecastSnapshot.standing)).all()
        assert [(one.amount, one.taken_on, one.standing) for one in kept] == [
            (0, clock.today(), "lost"),
            (10, clock.today(), "open"),
        ]
        with clock.frozen(clock.now() + dt.timedelta(days=7)):
            assert take() == 2


@pytest.fixture
def deals(inside, cast, sales):
    today = clock.today()
    with inside(cast.salesperson) as who:
        first = sales.deal("甲の案件", "20", amount=1_000, expected_on=today, forecast="commit")
        sales.deal("乙の案件", "30", amount=400, expected_on=today)
        sales.deal("丙の案件", "90", amount=70, expected_on=today)
        sales.deal("秘密の案件", amount=5_000, expected_on=today, disclosed_to=[f"user:{who.id}"])
        with clock.frozen(clock.now() - dt.timedelta(days=8)):
            take()
        change = {"phase_id": sales.phase("30").id, "amount": 1_300}
        keeping.change(OPPORTUNITY, first, change, version=first.version)
        session.commit()


def hrefs(page):
    return [html.unescape(one) for one in re.findall(r'href="([^"]+)"', page)]


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_figures_lead_to_their_opportunities(client, cast, deals):
    browser = client(cast.salesperson)
    page = text_of(browser, PAGE)
    assert all(word in page for word in ("¥1,300", "¥5,400", "¥70", "開始時", "増額"))
    commit = next(one for one in hrefs(page) if "forecast=commit" in one and "expected_on.between" in one)
    assert parse_qs(urlsplit(commit).query)["forecast"] == ["commit"]
    found = text_of(browser, commit)
    assert ("甲の案件" in found, "乙の案件" in found) == (True, False)
    won = next(one for one in hrefs(page) if "standing=won" in one)
    assert "丙の案件" in text_of(browser, won)
    up = next(one for one in hrefs(page) if "/changes/up" in one)
    grown = text_of(browser, up)
    assert ("甲の案件" in grown, "乙の案件" in grown, "¥1,000" in grown) == (True, False, True)


def test_the_funnel_says_what_went_on_and_how_long_they_stay(client, cast, deals):
    browser = client(cast.salesperson)
    page = text_of(browser, PAGE)
    assert "1 (100%)" in page
    onward = next(one for one in hrefs(page) if "/left" in one and "onward" in one)
    assert "甲の案件" in text_of(browser, onward)
    ages = next(one for one in hrefs(page) if "/ages/0" in one and "phase=" not in one)
    assert "乙の案件" in text_of(browser, ages)
    assert browser.get("/yamada/opportunities/funnel/ages/9").status_code == 404


def test_a_restricted_opportunity_counts_for_nobody_else(client, cast, deals):
    browser = client(cast.sales_manager)
    page = text_of(browser, PAGE)
    assert ("¥5,400" in page, "¥400" in page, "¥1,300" in page) == (False, True, True)
    for path in (f"{PAGE}/changes/start", "/yamada/opportunities/funnel/ages/0"):
        assert ("秘密の案件" in text_of(browser, path), "乙の案件" in text_of(browser, path)) == (False, True)
    assert client(cast.buyer).get(PAGE).status_code == 403
