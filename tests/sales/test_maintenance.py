"""メンテナンス: many records handed over, with plans, and taken back."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.access.users.model import User
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.changes.model import ChangedRecord, ChangeSet
from app.records.changes.operations import stop, undo
from app.records.kit import keeping
from app.records.lists.asking import question_from
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.maintenance import views
from app.sales.maintenance.operations import maintain
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.owners.model import RecordOwner
from app.sales.owners.operations import add_owner

EVERY = {"standing": "all"}
PAGE = "/yamada/owner-maintenance"


def asked(verb, out, new=None, role="deputy", on=None, plans=True):
    return {
        "verb": verb,
        "from": out and str(out),
        "to": new and str(new),
        "role": role,
        "on": (on or clock.today()).isoformat(),
        "plans": plans,
    }


def do(content, kind=OPPORTUNITY):
    return maintain(kind, question_from(kind, EVERY), content)


def lines():
    found = session.scalars(select(RecordOwner).order_by(RecordOwner.created_at, RecordOwner.id))
    return [(one.role, one.user_id, one.until) for one in found]


def owners():
    session.expire_all()
    return list(session.scalars(select(Opportunity.owner_id).order_by(Opportunity.code)))


@pytest.fixture
def three(inside, cast, sales):
    """Two deals of the salesperson with a plan, and one of the manager with the salesperson as deputy."""
    with inside(cast.salesperson):
        first, _second = sales.deal("一"), sales.deal("二")
        plan = {"name": "訪問", "standing": "plan", "starts_at": clock.now(), "opportunity_id": first.id}
        keeping.enter(ACTIVITY, plan)
        keeping.enter(ACTIVITY, {**plan, "standing": "result"})
        keeping.enter(ACTIVITY, {**plan, "opportunity_id": None})
        session.commit()
    with inside(cast.sales_manager):
        add_owner(OPPORTUNITY, sales.deal("三"), cast.salesperson.user_id, "deputy", dt.date(2026, 11, 1))
        session.commit()
    return cast.salesperson.user_id, cast.sales_admin.user_id, cast.sales_manager.user_id


def test_one_is_replaced_by_another_in_every_part_with_plans_and_back(inside, cast, three):
    out, new, manager = three
    with inside(cast.sales_manager):
        change = do(asked("replace", out, new, on=clock.today()))
        assert (change.counts, owners()) == ({"done": 3}, [new, new, manager])
        today = clock.today()
        assert sorted(lines(), key=str) == sorted(
            [("main", out, today), ("main", out, today), ("deputy", out, today), ("deputy", new, None)],
            key=str,
        )
        kept = select(Activity.owner_id, Activity.standing).order_by(Activity.code)
        assert session.execute(kept).all() == [(new, "plan"), (out, "result"), (out, "plan")]
        assert undo(OPPORTUNITY, change).counts == {"done": 3}
        assert owners() == [out, out, manager]
        assert ("deputy", out, None) in lines()
        assert ("deputy", new, None) not in lines()
        assert session.execute(kept).all() == [(out, "plan"), (out, "result"), (out, "plan")]


def test_what_was_touched_since_is_named_and_stays(inside, cast, three):
    out, new, manager = three
    with inside(cast.sales_manager):
        change = do(asked("replace", out, new))
        touched = session.scalars(select(Opportunity).where(Opportunity.name == "一")).one()
        keeping.change(OPPORTUNITY, touched, {"amount": 7}, version=touched.version)
        back = undo(OPPORTUNITY, change)
        assert (back.counts, owners()) == ({"done": 2, "refused": 1}, [new, out, manager])
        left = session.scalars(select(ChangedRecord.label).where(ChangedRecord.outcome == "refused")).all()
        assert left == [f"{touched.code} 一"]


def test_nobody_is_left_without_a_person_in_charge(inside, cast, three):
    out, new, manager = three
    with inside(cast.sales_manager):
        change = do(asked("end", out))
        assert (change.counts, owners()) == ({"done": 1, "refused": 2}, [out, out, manager])
        assert lines() == [("deputy", out, clock.today())]
        session.get(User, (cast.sales_admin.tenant_id, new)).licence = "light"
        session.commit()
    with inside(cast.sales_manager):
        for wrong in (asked("replace", out), asked("replace", out, out), asked("replace", out, new)):
            with pytest.raises(Rejected) as refused:
                do(wrong)
            assert refused.value.field == "to"
        assert owners() == [out, out, manager]


def test_a_further_one_is_added_once_and_taken_back(inside, cast, three):
    out, new, _manager = three
    with inside(cast.sales_manager):
        change = do(asked("add", None, new, "technical"))
        assert (change.counts, [one for one in lines() if one[0] == "technical"]) == (
            {"done": 3},
            [("technical", new, None)] * 3,
        )
        assert do(asked("add", None, new, "technical")).counts == {"unchanged": 3}
        assert undo(OPPORTUNITY, change).counts == {"done": 3}
        assert lines() == [("deputy", out, None)]


def test_a_later_day_waits_and_can_be_called_off(inside, cast, three):
    out, new, manager = three
    with inside(cast.sales_manager):
        change = do(asked("replace", out, new, on=clock.today() + dt.timedelta(days=3)))
        session.flush()
        assert (change.state, owners()) == ("pending", [out, out, manager])
        assert (stop(change), change.state, change.finished_at is not None) == (True, "cancelled", True)


def test_restricted_records_of_others_are_not_touched(inside, cast, sales):
    with inside(cast.salesperson) as who:
        sales.deal("秘密", disclosed_to=[f"user:{who.id}"])
        session.commit()
    with inside(cast.sales_manager):
        with pytest.raises(Rejected):
            do(asked("replace", cast.salesperson.user_id, cast.sales_admin.user_id))
        assert session.scalars(select(ChangeSet)).all() == []
    with inside(cast.salesperson):
        assert owners() == [cast.salesperson.user_id]


def test_the_screen_shows_before_and_after_and_asks_twice_for_many(client, cast, inside, three, monkeypatch):
    out, new, manager = three
    monkeypatch.setattr(views, "TWICE", 2)
    browser = client(cast.sales_manager)
    given = {
        "kind": "opportunity",
        "owner": str(out),
        "to": str(new),
        "verb": "replace",
        "role": "deputy",
        "phase": "",
    }
    given |= {"on": clock.today().strftime("%Y/%m/%d"), "plans": "y"}
    assert client(cast.salesperson).get(PAGE).status_code == 403
    assert browser.post_form(f"{PAGE}/previews", {**given, "to": ""}, form_page=PAGE).status_code == 422
    with monkeypatch.context() as narrow:
        narrow.setattr(views, "MOST", 2)
        many = browser.post_form(f"{PAGE}/previews", given, form_page=PAGE)
        assert (many.status_code, "一覧を絞り込んでください" in many.get_data(as_text=True)) == (422, True)
    look = browser.post_form(f"{PAGE}/previews", given, form_page=PAGE)
    page = look.get_data(as_text=True)
    assert (look.status_code, "3件" in page, "うち主担当 2件" in page) == (200, True, True)
    seen = page.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    for wrong in ({**given, "seen": ""}, {**given, "seen": seen}):
        assert browser.post_form(PAGE, wrong, form_page=PAGE).status_code == 422
    with inside(cast.sales_manager):
        assert owners() == [out, out, manager]
    done = browser.post_form(PAGE, {**given, "seen": seen, "sure": "y"}, form_page=PAGE)
    assert done.status_code == 303
    assert "担当者の一括変更" in browser.get(done.location).get_data(as_text=True)
    with inside(cast.sales_manager):
        assert owners() == [new, new, manager]
