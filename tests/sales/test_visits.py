"""The visits of an account: month by month, of one kind, and only what one may know of."""

import datetime as dt
import re

from app.kernel.db import session
from app.masters.partners.record import PARTNER
from app.records.kit import keeping
from app.records.relations.queries import around
from app.sales.activities.record import ACTIVITY
from app.sales.visits import queries


def logged(partner, name, day, kind="visit", **more):
    at = dt.datetime(2026, *day, 1, tzinfo=dt.UTC)
    values = {"name": name, "kind": kind, "standing": "result", "starts_at": at, "partner_id": partner.id}
    return keeping.enter(ACTIVITY, {**values, **more})


def test_visits_stand_month_by_month_and_by_kind(client, cast, inside, sales, monkeypatch):
    with inside(cast.salesperson) as who:
        here, other = sales.account("C1"), sales.account("C2")
        logged(here, "初回訪問", (9, 30), content="工場を拝見した")
        logged(here, "見積の電話", (10, 1), "call", reaction="good")
        logged(here, "提案", (10, 20))
        logged(other, "よその訪問", (10, 21))
        session.commit()
        page = f"/yamada/activities/accounts/{here.id}"
        _titles, [around_it] = around(PARTNER, here)
        assert [(row[2], f"{row[4]:%m/%d}") for row in around_it.rows] == [
            ("提案", "10/20"),
            ("見積の電話", "10/01"),
            ("初回訪問", "09/30"),
        ]
        (october, rows), (september, _rows) = queries.by_month(here.id)[0]
        assert (october, september) == (dt.date(2026, 10, 1), dt.date(2026, 9, 1))
        assert [(one.name, one.owner) for one in rows] == [
            ("提案", who.name),
            ("見積の電話", who.name),
        ]
        assert queries.counts(here.id) == {"visit": 2, "call": 1}
    browser = client(cast.salesperson)
    shown = browser.get(page).get_data(as_text=True)
    assert re.findall(r"2026年\d+月", shown) == ["2026年10月", "2026年9月"]
    assert ("工場を拝見した" in shown, "よその訪問" in shown) == (True, False)
    calls = browser.get(f"{page}?kind=call").get_data(as_text=True)
    assert ("見積の電話" in calls, "初回訪問" in calls) == (True, False)
    monkeypatch.setattr(queries, "MOST", 2)
    first = browser.get(page).get_data(as_text=True)
    older = re.search(r'href="([^"]*before=[^"]*)"', first)[1].replace("&amp;", "&")
    assert ("初回訪問" in first, "初回訪問" in browser.get(older).get_data(as_text=True)) == (False, True)
    assert client(cast.buyer).get(page).status_code == 403
