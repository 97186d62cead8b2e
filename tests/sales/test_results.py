"""Logging a result: one entry for activity, plan, opportunity and what comes next."""

import datetime as dt
import html
import io
import re

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.records.attachments.queries import attachments_of
from app.records.kit import keeping
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.model import Opportunity
from app.sales.persons.record import PERSON

NEW, HERE = "/yamada/activities/results/new", "/yamada/activities/results"
VISIT = {
    "kind": "visit",
    "starts_at": "2026/11/27 10:00",
    "minutes": "60",
    "content": "更新時期は来春。予算は確保済み。",
    "reaction": "good",
}


def logged(client, cast, **facts):
    return client(cast.salesperson).post_form(
        HERE, {**VISIT, **facts}, form_page=NEW, content_type="multipart/form-data"
    )


def activities(cast, inside):
    with inside(cast.salesperson):
        found = session.scalars(select(Activity).order_by(Activity.starts_at)).all()
        return [(one.name, one.standing, one.kind) for one in found]


def test_one_entry_brings_opportunity_and_next_plan_along(client, cast, inside, sales):
    with inside(cast.salesperson):
        deal = sales.deal(amount=1000)
        person = keeping.enter(PERSON, {"name": "大野 隆", "partner_id": deal.partner_id})
        session.flush()
        facts = {
            "partner_id": str(deal.partner_id),
            "opportunity_id": str(deal.id),
            "person_id": str(person.id),
            "phase_id": str(sales.phase("20").id),
            "amount": "2,500,000",
            "next_step": "見積を出す",
            "upcoming_at": "2026/12/04 14:00",
            "upcoming_kind": "web",
            "upcoming_name": "仕様の打合せ",
            "files": (io.BytesIO("名刺".encode()), "memo.txt"),
        }
        session.commit()
    answer = logged(client, cast, **facts)
    assert answer.status_code == 303
    assert activities(cast, inside) == [
        ("更新時期は来春", "result", "visit"),
        ("仕様の打合せ", "plan", "web"),
    ]
    with inside(cast.salesperson):
        changed = session.scalars(select(Opportunity)).one()
        assert (changed.phase.code, changed.amount, changed.next_step) == ("20", 2_500_000, "見積を出す")
        done, planned = session.scalars(select(Activity).order_by(Activity.starts_at)).all()
        assert (done.ends_at - done.starts_at, done.person_id) == (dt.timedelta(hours=1), planned.person_id)
        assert [one.name for one in session.scalars(attachments_of(done.id))] == ["memo.txt"]


def test_the_same_entry_sent_twice_stands_once(client, cast, inside, sales):
    first, second = (logged(client, cast, once="0190-phone-7") for _try in range(2))
    assert first.location == second.location
    assert len(activities(cast, inside)) == 1


def test_a_plan_becomes_its_result(client, cast, inside, sales):
    with inside(cast.salesperson):
        plan = keeping.enter(ACTIVITY, {"name": "定例訪問", "standing": "plan", "starts_at": clock.now()}).id
        session.commit()
    page = client(cast.salesperson).get(NEW).get_data(as_text=True)
    assert "定例訪問" in page
    logged(client, cast, plan=str(plan), name="定例訪問")
    assert activities(cast, inside) == [("定例訪問", "result", "visit")]
    with inside(cast.salesperson):
        assert session.scalars(select(Activity.planned_at)).one() is not None


def test_a_refusal_of_the_opportunity_keeps_what_was_typed_and_writes_nothing(client, cast, inside, sales):
    with inside(cast.salesperson):
        deal = sales.deal()
        facts = {"partner_id": str(deal.partner_id), "opportunity_id": str(deal.id)}
        lost = str(sales.phase("99").id)
        session.commit()
    answer = logged(client, cast, phase_id=lost, **facts)
    shown = answer.get_data(as_text=True)
    assert (answer.status_code, "失注の理由を選んでください。" in shown, VISIT["content"] in shown) == (
        422,
        True,
        True,
    )
    assert activities(cast, inside) == []


def test_the_choices_follow_the_account(client, cast, inside, sales):
    with inside(cast.salesperson):
        deal = sales.deal(amount=7)
        keeping.enter(PERSON, {"name": "大野 隆", "partner_id": deal.partner_id})
        partner, chosen = deal.partner_id, deal.id
        session.commit()
    fragment = client(cast.salesperson).get(
        f"{HERE}/around?partner_id={partner}", headers={"HX-Request": "true"}
    )
    assert all(word in fragment.get_data(as_text=True) for word in ("大野 隆", "搬送機の更新"))
    around = f"{HERE}/around?partner_id={partner}&opportunity_id={chosen}"
    assert "案件を更新" in client(cast.salesperson).get(around, headers={"HX-Request": "true"}).get_data(
        as_text=True
    )
    assert client(cast.auditor).get(NEW).status_code == 403


def shown_deal(client, cast, deal):
    page = client(cast.salesperson).get(f"{NEW}?opportunity={deal}").get_data(as_text=True)
    return html.unescape(re.search(r'name="deal_shown" value="([^"]+)"', page)[1])


def test_what_two_phones_changed_to_different_things_is_shown_and_only_what_one_touched_is_written(
    client, cast, inside, sales
):
    with inside(cast.salesperson):
        row = sales.deal(amount=1000, next_step="電話")
        deal, partner = row.id, row.partner_id
        session.commit()
    facts = {"partner_id": str(partner), "opportunity_id": str(deal), "expected_on": "2026/12/20"}
    facts |= {"deal_shown": shown_deal(client, cast, deal)}
    assert logged(client, cast, **facts, amount="2,000", next_step="電話", once="a").status_code == 303
    late = logged(client, cast, **facts, amount="3,000", next_step="見積", once="b")
    words = late.get_data(as_text=True)
    assert (late.status_code, "<ins>2,000</ins>" in words, "<del>3,000</del>" in words) == (422, True, True)
    assert "<ins>電話" not in words
    again = facts | {"deal_shown": html.unescape(re.search(r'name="deal_shown" value="([^"]+)"', words)[1])}
    assert logged(client, cast, **again, amount="3,000", next_step="見積", once="b").status_code == 303
    assert logged(client, cast, **facts, amount="1,000", next_step="受注", once="c").status_code == 422
    with inside(cast.salesperson):
        changed = session.scalars(select(Opportunity)).one()
        assert (changed.amount, changed.next_step) == (3000, "見積")


def test_a_review_says_what_saving_would_say_and_writes_nothing(client, cast, inside, sales):
    assert logged(client, cast, review="1", once="r").status_code == 422
    assert activities(cast, inside) == []


def test_photos_of_an_entry_sent_twice_hang_there_once(client, cast, inside, sales):
    for _try in range(2):
        logged(client, cast, once="p", files=(io.BytesIO(b"memo"), "memo.txt"))
    with inside(cast.salesperson):
        [done] = session.scalars(select(Activity)).all()
        assert len(session.scalars(attachments_of(done.id)).all()) == 1
