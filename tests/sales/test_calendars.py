"""The calendar of plans: what other programs read, by a parser that is not the one it is written with."""

import datetime as dt
import re

import ics
import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.records.kit import keeping
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.calendars.model import CalendarFeed

PAGE, NOW = "/yamada/calendar-feed", dt.datetime(2026, 11, 27, 9, tzinfo=clock.JST)
LONG = "改良型搬送機の据付と試運転についての打ち合わせ、関係者全員; 場所は\\現地\\"


def plan(name, days=1, **values):
    at = NOW + dt.timedelta(days=days)
    facts = {"name": name, "standing": "plan", "starts_at": at, "ends_at": at + dt.timedelta(hours=1)}
    return keeping.enter(ACTIVITY, facts | values)


@pytest.fixture
def feed(client, cast, inside, sales):
    """`feed(person)` makes an address on the page; `feed.read(path)` as a program without a session reads it."""

    def made(person):
        answer = client(person).post_form(f"{PAGE}/secret", {}, form_page=PAGE)
        return re.search(r"(/yamada/calendars/[\w-]{43}/plans\.ics)", answer.get_data(as_text=True))[1]

    with clock.frozen(NOW):
        yield made


def read(client, path, **headers):
    answer = client(None).get(path, headers=headers)
    return answer, answer.get_data()


def test_another_program_reads_the_plans_as_they_are(feed, client, cast, inside, sales):
    with inside(cast.salesperson):
        deal = sales.deal()
        mine = plan(
            LONG,
            partner_id=deal.partner_id,
            opportunity_id=deal.id,
            place="東京, 芝",
            purpose="一行目\n二行目",
        )
        plan("終わった訪問", standing="result")
        gone = plan("中止", days=2, ends_at=None)
        keeping.archive(ACTIVITY, gone)
        keeping.change(ACTIVITY, mine, {"place": "大阪"}, version=mine.version)
        secret_from_me = [f"user:{cast.sales_manager.user_id}"]
        keeping.enter(
            ACTIVITY,
            {"name": "他の人の予定", "standing": "plan", "starts_at": NOW},
            disclosed_to=secret_from_me,
        ).owner_id = cast.sales_manager.user_id
        kept = (mine.id, mine.version, mine.starts_at)
    path = feed(cast.salesperson)
    answer, raw = read(client, path)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    found = {one.uid.partition("@")[0]: one for one in ics.Calendar(raw.decode()).events}
    assert sorted(one.name for one in found.values()) == ["中止", f"{LONG} (得意先 C1)"]
    event = found[str(kept[0])]
    assert (event.begin.datetime, event.duration) == (kept[2], dt.timedelta(hours=1))
    assert (event.location, event.status, event.description) == (
        "大阪", "CONFIRMED", "案件: 搬送機の更新\n目的: 一行目\n二行目",
    )  # fmt: skip
    assert event.url == f"http://127.0.0.1:8000/yamada/activities/{kept[0]}"
    [cancelled] = [one for one in found.values() if one.name == "中止"]
    assert (cancelled.status, cancelled.duration) == ("CANCELLED", dt.timedelta(minutes=30))
    assert f"SEQUENCE:{kept[1] - 1}\r\n".encode() in raw
    assert b"DTSTART:20261128T000000Z\r\n" in raw


def test_a_program_that_knows_it_is_told_so_and_what_is_ended_gives_nothing(feed, client, cast, inside):
    with inside(cast.salesperson):
        plan_id = plan("定例").id
    path = feed(cast.salesperson)
    answer, raw = read(client, path)
    again, empty = read(client, path, If_None_Match=answer.headers["ETag"])
    assert (again.status_code, empty) == (304, b"")
    with inside(cast.salesperson):
        assert session.scalars(select(CalendarFeed.read_at)).one() == NOW
        assert path.rpartition("/")[2][:-4] not in session.scalars(select(CalendarFeed.secret_hash)).one()
        row = session.scalars(select(Activity).where(Activity.id == plan_id)).one()
        keeping.change(ACTIVITY, row, {"standing": "result"}, version=row.version)
    changed, raw = read(client, path, If_None_Match=answer.headers["ETag"])
    assert (changed.status_code, b"BEGIN:VEVENT" in raw) == (200, False)
    me = client(cast.salesperson)
    assert me.post_form(PAGE, {"results": "y"}, form_page=PAGE).status_code == 303
    assert "SUMMARY:結果: 定例".encode() in read(client, path)[1]
    assert path not in me.get(PAGE).get_data(as_text=True)
    newer = feed(cast.salesperson)
    assert [read(client, one)[0].status_code for one in (path, newer)] == [404, 200]
    assert me.post_form(f"{PAGE}/secret?_method=DELETE", {}, form_page=PAGE).status_code == 303
    assert [read(client, one)[0].status_code for one in (newer, "/yamada/calendars/x/plans.ics")] == [
        404,
        404,
    ]
    assert client(cast.nobody).get(PAGE).status_code == 403


def test_restricted_plans_are_there_for_those_who_may_know_only(feed, client, cast, inside):
    with inside(cast.sales_manager):
        secret = plan("極秘の面談", owner_id=cast.salesperson.user_id)
        secret.restricted = True
    assert b"VEVENT" not in read(client, feed(cast.salesperson))[1]
