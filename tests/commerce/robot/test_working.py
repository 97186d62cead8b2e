"""Rules at work: once on each slip, in their order, never on what must be left alone, all slips at once."""

import datetime as dt

import pytest
from sqlalchemy import event, func, select

from app.commerce.mails.model import OrderMail
from app.commerce.mails.planning import plan
from app.commerce.robot.model import RobotDeed, RobotRun
from app.commerce.robot.operations import change_rule, put_in_order, switch_off, switch_on
from app.commerce.robot.starting import begin, next_time, ring
from app.commerce.robot.stopping import go_on, stop, waiting_slips
from app.commerce.robot.trying import try_out
from app.commerce.robot.working import work
from app.commerce.slips.marking import marks_of, new_mark
from app.commerce.slips.moving import hold, move
from app.kernel import clock
from app.kernel.clock import JST
from app.kernel.db import db, session
from app.kernel.errors import Rejected
from app.platform.audit.model import AuditEntry
from app.platform.jobs.model import Job
from tests.commerce.orders.conftest import MORNING, TARO


def work_off():
    """Do the runs that wait, as the jobs would."""
    session.flush()
    while found := session.scalars(select(RobotRun.id).where(RobotRun.state == "pending")).all():
        for run_id in found:
            work(run_id)
        session.flush()


def deeds():
    """`[(order-slip, what fitted)]` of all deeds, in the order in which they were done."""
    return session.execute(select(RobotDeed.slip_id, RobotDeed.matched).order_by(RobotDeed.created_at)).all()


def test_an_order_that_comes_in_is_worked_on_once_by_each_rule_that_fits(shop, rules):
    shop.product("A", 9)
    urgent = new_mark("急ぎ")
    session.flush()
    rules.on("印", conditions={"total": [3000, None]}, actions={"mark": [str(urgent.id)]})
    shop.take(shop.order("1", [("A", 1)]), shop.order("2", [("A", 3)], buyer=TARO))
    [job] = session.scalars(select(Job).where(Job.name == "commerce.robot.work")).all()
    work_off()
    second = shop.slip("2")
    assert {
        one: [row[1] for row in some] for one, some in marks_of([shop.slip("1").id, second.id]).items()
    } == {second.id: ["急ぎ"]}
    assert deeds() == [(second.id, {"total": 3000})]
    assert job.arguments == {"run_id": str(session.scalars(select(RobotRun.id)).one())}
    begin("imported", [second.id])
    work_off()
    assert len(deeds()) == 1


def test_rules_work_in_their_order_and_stop_at_the_first_that_says_so(shop, rules):
    shop.product("A", 9)
    first = rules.on("一", conditions={"gift": False}, actions={"set": {"carrier": "sagawa"}}, stops=True)
    second = rules.on("二", actions={"set": {"carrier": "japanpost"}})
    shop.take(shop.order("1", [("A", 1)]))
    work_off()
    assert shop.slip("1").carrier == "sagawa"
    put_in_order([second.id, first.id])
    shop.take(shop.order("2", [("A", 1)]))
    work_off()
    assert shop.slip("2").carrier == "sagawa"
    assert len(deeds()) == 3


def test_a_rule_waits_for_a_status_and_acts_only_while_the_slip_is_in_it(shop, rules):
    shop.product("A", 9)
    rules.on("作業へ", "moved", {"to": "ready"}, {"only": {"products": [], "most": 1}}, {"note": "x"})
    rules.on("梱包", "moved", {"to": "ready"}, {}, {"move": "working", "plan": "next"})
    shop.take(shop.order("1", [("A", 1)]), shop.order("2", [("A", 2)], buyer=TARO))
    move([shop.slip("2").id], "working", why="person")
    work_off()
    assert [shop.slip(number).status for number in "12"] == ["working", "working"]
    assert [shop.slip(number).planned_on for number in "12"] == [dt.date(2026, 11, 20), None]
    assert [one for one, _matched in deeds()] == [shop.slip("1").id]
    trail = select(AuditEntry.actor_name, AuditEntry.details).where(
        AuditEntry.subject_id == shop.slip("1").id, AuditEntry.verb == "slip.moved"
    )
    assert ("オートロボ", {"from": "ready", "to": "working", "why": "robot"}) in [
        tuple(row) for row in session.execute(trail)
    ]


def test_held_slips_and_red_alerts_are_left_alone(shop, rules):
    shop.product("A", 9)
    rules.on("全部", actions={"note": "見た"})
    shop.take(
        shop.order("1", [("A", 1)]), shop.order("2", [("X", 1)], buyer=TARO), shop.order("3", [("A", 1)])
    )
    hold([shop.slip("3").id], "電話待ち")
    work_off()
    assert [shop.find(number).memo for number in "123"] == ["見た", "", ""]


def test_a_rule_about_alerts_accepts_yellow_ones_alone_and_the_slip_goes_on(shop, rules):
    shop.product("A", 9)
    rules.on("備考", conditions={"alerts": ["remarks"]}, actions={"accept": ["remarks"]})
    shop.take(
        shop.order("1", [("A", 1)], remarks="よろしく"), shop.order("2", [("X", 1)], remarks="よろしく")
    )
    work_off()
    assert [shop.alerts(number) for number in "12"] == [[], ["unknown_product"]]
    assert shop.slip("1").status == "ready"


def test_what_a_slip_does_not_allow_is_noted_on_its_deed(shop, rules):
    shop.product("A", 1)
    rules.on("作業", actions={"move": "working"})
    shop.take(shop.order("1", [("A", 1)]), shop.order("2", [("A", 5)]))
    work_off()
    found = dict(session.execute(select(RobotDeed.slip_id, RobotDeed.refused)).all())
    assert found == {shop.slip("1").id: {}, shop.slip("2").id: {"move": "status"}}


def test_an_emergency_stop_holds_everything_until_somebody_lets_it_go_on(shop, rules):
    shop.product("A", 9)
    rules.on("全部", actions={"note": "見た"})
    shop.take(shop.order("1", [("A", 1)]))
    stop("送料を見直す")
    stop()
    shop.take(shop.order("2", [("A", 1)]))
    work_off()
    assert [shop.find(number).memo for number in "12"] == ["", ""]
    assert waiting_slips() == 2
    assert go_on(catch_up=True) == 2
    work_off()
    assert [shop.find(number).memo for number in "12"] == ["見た", "見た"]


def test_slips_of_a_stop_that_nobody_wants_caught_up_stay_as_they_are(shop, rules):
    shop.product("A", 9)
    rules.on("全部", actions={"note": "見た"})
    stop()
    shop.take(shop.order("1", [("A", 1)]))
    go_on(catch_up=False)
    work_off()
    assert (shop.find("1").memo, waiting_slips(), deeds()) == ("", 0, [])


def test_a_rule_works_only_after_its_present_version_was_tried(shop, rules):
    rule = rules.enter("全部")
    with pytest.raises(Rejected):
        switch_on(rule)
    try_out(rule, 1)
    switch_on(rule)
    content = {name: getattr(rule, name) for name in ("name", "trigger", "at", "conditions", "stops")}
    change_rule(rule, content | {"actions": {"note": "別"}})
    assert (rule.enabled, rule.version) == (False, 2)
    with pytest.raises(Rejected):
        switch_on(rule)


def test_a_rule_plans_a_mail_once_for_each_order_and_not_before_the_parcel_left(shop, rules):
    shop.product("A", 9)
    rules.on("予約", actions={"mail": "shortage", "note": "送信"})
    rules.on("出荷", actions={"mail": "shipped"})
    shop.take(shop.order("1", [("A", 1)]), shop.order("2", [("A", 2)], buyer=TARO))
    plan([shop.slip("2").id], "shortage")
    work_off()
    planned = select(OrderMail.label, OrderMail.kind, OrderMail.state, OrderMail.made_by_name)
    assert sorted(session.execute(planned.where(OrderMail.made_by_name == "オートロボ")).all()) == [
        ("1-1", "shortage", "planned", "オートロボ")
    ]
    assert session.scalar(select(func.count()).select_from(OrderMail)) == 2
    found = select(RobotDeed.slip_id, RobotDeed.refused).where(RobotDeed.refused != {})
    assert sorted(session.execute(found).all(), key=str) == sorted(
        [
            (shop.slip("2").id, {"mail": "mailed"}),
            (shop.slip("1").id, {"mail": "early"}),
            (shop.slip("2").id, {"mail": "early"}),
        ],
        key=str,
    )


@pytest.mark.parametrize("kind", ["answer", "nothing"])
def test_a_rule_sends_no_mail_that_it_cannot_write(shop, rules, kind):
    with pytest.raises(Rejected) as refusal:
        rules.enter("不可", actions={"mail": kind})
    assert refusal.value.field == "mail"


def test_a_changed_rule_works_on_a_slip_again_and_a_renamed_one_does_not(shop, rules):
    shop.product("A", 9)
    rule = rules.on("全部", actions={"note": "一"})
    shop.take(shop.order("1", [("A", 1)]))
    work_off()
    content = {name: getattr(rule, name) for name in ("trigger", "at", "conditions", "stops", "actions")}
    change_rule(rule, content | {"name": "すべて"})
    begin("imported", [shop.slip("1").id])
    work_off()
    assert (rule.enabled, len(deeds())) == (True, 1)
    change_rule(rule, content | {"name": "すべて", "actions": {"note": "二"}})
    try_out(rule, 1)
    switch_on(rule)
    begin("imported", [shop.slip("1").id])
    work_off()
    assert shop.find("1").memo == "一\n二"


def test_the_dry_run_counts_without_touching_anything(shop, rules):
    shop.product("A", 1)
    shop.take(
        shop.order("1", [("A", 1)]), shop.order("2", [("A", 5)]), shop.order("3", [("X", 1)], buyer=TARO)
    )
    before = [(shop.slip(number).status, shop.slip(number).version) for number in "123"]
    rule = rules.enter("作業", conditions={"quantity": [None, 5]}, actions={"move": "working"})
    trial = try_out(rule, 3)
    label = shop.slip("1").id
    assert {name: trial[name] for name in ("days", "looked", "fits", "left_out", "impossible")} == {
        "days": 3, "looked": 3, "fits": 2, "left_out": {"red": 1}, "impossible": 1,
    }  # fmt: skip
    assert {"slip": str(label), "label": "1-1", "matched": {"quantity": 1}} in trial["examples"]
    assert [(shop.slip(number).status, shop.slip(number).version) for number in "123"] == before
    assert deeds() == []


def test_a_rule_of_the_clock_works_on_what_it_has_not_worked_on_and_sets_its_next_time(shop, rules, run_jobs):
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 1)]), shop.order("2", [("A", 1)], buyer=TARO))
    rule = rules.on("夕方", "clock", {"time": "16:30"}, {"status": ["ready"]}, {"note": "出す"})
    assert rule.next_at == MORNING.replace(hour=16, minute=30)
    with clock.frozen(rule.next_at):
        ring(rule.id, rule.version)
        work_off()
        assert [shop.find(number).memo for number in "12"] == ["出す", "出す"]
        assert rule.next_at == MORNING.replace(day=21, hour=16, minute=30)
        switch_off(rule)
        assert rule.next_at is None


@pytest.mark.parametrize(
    "at, moment, following",
    [
        ({"time": "09:30"}, dt.datetime(2026, 11, 20, 9, 29, tzinfo=JST), dt.datetime(2026, 11, 20, 9, 30, tzinfo=JST)),
        ({"time": "09:30"}, dt.datetime(2026, 11, 20, 9, 30, tzinfo=JST), dt.datetime(2026, 11, 21, 9, 30, tzinfo=JST)),
        ({"time": "00:05"}, dt.datetime(2026, 12, 31, 23, 59, tzinfo=JST), dt.datetime(2027, 1, 1, 0, 5, tzinfo=JST)),
        ({"minutes": 30}, dt.datetime(2026, 11, 20, 9, 0, tzinfo=JST), dt.datetime(2026, 11, 20, 9, 30, tzinfo=JST)),
    ],
)  # fmt: skip
def test_the_clock_knows_its_next_time(at, moment, following):
    assert next_time(at, moment) == following


def test_ten_times_as_many_slips_take_as_many_statements(shop, rules):
    shop.product("A", 900)
    urgent = new_mark("急ぎ")
    session.flush()
    actions = {
        "set": {"carrier": "sagawa"}, "plan": "next", "mark": [str(urgent.id)], "note": "見た", "move": "working",
    }  # fmt: skip
    rules.on("全部", conditions={"remarks_not": ["至急"]}, actions=actions)
    counts = []
    for numbers in (range(1, 4), range(10, 40)):
        shop.take(*(shop.order(str(number), [("A", 1)]) for number in numbers))
        session.flush()
        told = []
        watch = lambda *seen, told=told: told.append(seen[2])  # noqa: E731 -- a listener that is taken off again
        event.listen(db.engine, "before_cursor_execute", watch)
        work_off()
        event.remove(db.engine, "before_cursor_execute", watch)
        counts.append(len(told))
    assert counts[1] == counts[0]
    assert len(deeds()) == 33
