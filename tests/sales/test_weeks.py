"""The week of activities: whose, which days, and the report of a day."""

import datetime as dt
from types import SimpleNamespace

import pytest

from app.kernel import clock
from app.kernel.clock import JST
from app.kernel.db import session
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.weeks.asking import asked

PAGE = "/yamada/activities/week"


def test_a_week_begins_on_monday_and_a_wrong_day_is_today(app):
    assert asked({"week": "2026-11-26"}).days[0] == dt.date(2026, 11, 23)
    assert asked({"day": "2026-11-26", "scope": "all"}).moved(1) == {"day": "2026-11-27", "scope": "all"}
    assert asked({"week": "2026-11-26"}).moved(-7) == {"week": "2026-11-16", "scope": "own"}
    assert asked({"week": "99999"}).monday == clock.today() - dt.timedelta(days=clock.today().weekday())


@pytest.fixture
def week(inside, cast, sales):
    today = clock.today()
    at = dt.datetime.combine(today, dt.time(0, 5), JST)
    with inside(cast.salesperson) as who:
        plan = keeping.enter(ACTIVITY, {"name": "朝の訪問", "standing": "plan", "starts_at": at})
        said = {"name": "昨週の電話", "starts_at": at - dt.timedelta(days=7), "content": "価格の件"}
        keeping.enter(ACTIVITY, said)
        hidden = sales.deal("秘密", disclosed_to=[f"user:{who.id}"])
        keeping.enter(ACTIVITY, {"name": "秘密の打合せ", "starts_at": at, "opportunity_id": hidden.id})
        session.commit()
        return SimpleNamespace(plan=plan.id, who=who.id, today=today)


def text_of(browser, **asked_for):
    return browser.get(PAGE, query_string=asked_for).get_data(as_text=True)


def test_the_week_shows_ones_own_and_leads_to_the_result(client, cast, week):
    browser = client(cast.salesperson)
    page = text_of(browser)
    assert ("朝の訪問" in page, "秘密の打合せ" in page, "昨週の電話" in page) == (True, True, False)
    assert f"/activities/results/new?plan={week.plan}" in page
    before = text_of(browser, week=week.today - dt.timedelta(days=7))
    assert ("昨週の電話" in before, "価格の件" in before) == (True, False)
    assert "価格の件" in text_of(browser, day=week.today - dt.timedelta(days=7))


def test_others_see_what_they_may_know(client, cast, week):
    browser = client(cast.sales_manager)
    assert "朝の訪問" not in text_of(browser)
    for whose in ({"scope": "all"}, {"who": week.who}):
        page = text_of(browser, **whose)
        assert ("朝の訪問" in page, "秘密の打合せ" in page) == (True, False)
    assert client(cast.buyer).get(PAGE).status_code == 403
