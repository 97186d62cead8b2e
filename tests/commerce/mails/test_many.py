"""Mails to many, follow-ups some days later, and what a person writes for one order."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.commerce.mails import batching
from app.commerce.mails.following import plan_follow_ups
from app.commerce.mails.model import MailBatch
from app.commerce.mails.writing import write
from app.commerce.slips.moving import move
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.events import publish
from app.platform.jobs.model import Job
from tests.commerce.orders.conftest import HANAKO, MORNING, TARO


@pytest.fixture
def three(shop):
    """Three orders; ids of their slips."""
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2", buyer=TARO), shop.order("3", recipients=[HANAKO, TARO]))
    return [slip.id for number in "123" for slip in shop.slips(number)]


def test_a_text_goes_to_the_buyer_of_each_order_made_for_each(shop, server, three):
    batch = batching.begin("free", three, "件名 {受注番号}", "{お名前} 様\nお待たせしております。", minutes=5)
    [job] = session.scalars(select(Job).where(Job.name == batching.JOB)).all()
    assert (job.due_at, shop.mails()) == (MORNING + dt.timedelta(minutes=5), [])
    batching.work_through(batch.id)
    assert shop.mails() == []
    with clock.frozen(MORNING + dt.timedelta(minutes=5)):
        batching.work_through(batch.id)
        shop.post()
    said = sorted(
        (one["Subject"], one.get_body(("plain",)).get_content().splitlines()[0]) for one in server.mails
    )
    assert said == [("件名 1", "山田 花子 様"), ("件名 2", "佐藤 太郎 様"), ("件名 3", "山田 花子 様")]
    assert (batch.state, batch.done, batching.counts_of(batch)) == ("done", 4, {"sent": 3})


def test_until_it_begins_it_can_be_cancelled_and_then_nothing_leaves(shop, server, three):
    batch = batching.begin("free", three, "x", "y", minutes=5)
    batching.cancel(batch)
    with clock.frozen(MORNING + dt.timedelta(minutes=6)):
        batching.work_through(batch.id)
        shop.post()
    assert (shop.mails(), server.mails, batch.state) == ([], [], "cancelled")
    with pytest.raises(Conflict):
        batching.cancel(batch)


def test_a_wrong_placeholder_begins_nothing(shop, three):
    with pytest.raises(Rejected):
        batching.begin("free", three, "x", "{名前}")
    assert session.scalars(select(MailBatch)).all() == []


def test_samples_are_those_of_real_buyers_and_say_what_is_missing(shop, three):
    found = batching.samples("free", three, "{受注番号}", "{お名前} {入金日}")
    assert [(label, made, why, facts) for label, made, why, facts in found] == [
        (number, None, "missing", {"names": ["入金日"]}) for number in ("1", "2", "3")
    ]
    found = batching.samples("free", three, "{受注番号}", "{お名前}")
    assert [made.letter.text for _label, made, *_rest in found] == [
        "山田 花子\n",
        "佐藤 太郎\n",
        "山田 花子\n",
    ]


def test_what_a_person_writes_is_sent_as_it_was_seen_and_kept(shop, server, three):
    mail = write(three[0], "free", "ご連絡 {受注番号}", "{お名前} 様、\n{お客様ページ}")
    shop.post()
    row = shop.mail("free")
    assert (row.id, row.state, row.made_by_name) == (mail.id, "sent", "shop_manager yamada")
    assert row.content["subject"] == server.mails[0]["Subject"] == "ご連絡 1"
    assert row.content["text"] == server.mails[0].get_body(("plain",)).get_content()
    write(three[0], "free", "二通目", "x")
    shop.post()
    assert [one["Subject"] for one in server.mails] == ["ご連絡 1", "二通目"]


def test_what_is_written_at_night_leaves_in_the_morning_as_it_was_written(shop, server, three):
    shop.wants(quiet_from=21, quiet_until=8)
    with clock.frozen(dt.datetime(2026, 11, 20, 23, tzinfo=clock.JST)):
        mail = write(three[0], "free", "夜", "x")
    assert (mail.state, server.mails) == ("planned", [])
    with clock.frozen(dt.datetime(2026, 11, 21, 8, tzinfo=clock.JST)):
        shop.post()
    assert [one["Subject"] for one in server.mails] == ["夜"]


def day(days):
    return clock.frozen(MORNING + dt.timedelta(days=days))


def test_the_follow_up_comes_once_to_each_order_some_days_after_its_last_parcel(shop, server, three):
    shop.wants(follow_days=7)
    first, [third, fourth] = shop.slip("1"), shop.slips("3")
    shop.ship(first, "123456789012")
    shop.ship(third, "123456789013")
    with day(6):
        assert plan_follow_ups() == 0
    with day(7):
        assert plan_follow_ups() == 1
        assert plan_follow_ups() == 0
        shop.post()
    assert [one["Subject"] for one in server.mails] == ["【花の店】商品はお手元に届きましたでしょうか（1）"]
    with day(8):
        shop.ship(fourth, "123456789014")
        fourth.shipped_on = clock.today()
        session.flush()
        assert plan_follow_ups() == 0
    with day(15):
        assert plan_follow_ups() == 1
    assert [one.label for one in shop.mails("follow")] == ["1", "3"]


def test_cancelled_and_returned_orders_are_left_alone(shop, server, three):
    shop.wants(follow_days=7)
    for slip in (shop.slip("1"), shop.slip("2")):
        shop.ship(slip, "123456789012")
    move([shop.slip("1").id], "returned")
    with day(7):
        assert plan_follow_ups() == 1
        move([shop.slip("2").id], "returned")
        shop.post()
    assert [(one.label, one.state, one.why) for one in shop.mails()] == [("2", "stopped", "cancelled")]


def test_when_a_shop_begins_orders_of_long_ago_get_nothing(shop, three):
    shop.ship(shop.slip("1"), "123456789012")
    with day(30):
        shop.wants(follow_days=7)
        assert plan_follow_ups() == 0


def test_the_clock_asks_for_them_and_looks_into_mailboxes(shop):
    shop.server(shop.channel, service="imap", user="u")

    def asked(minute):
        with clock.frozen(MORNING.replace(minute=minute)):
            publish("minute.passed")
            found = select(Job.name).where(Job.due_at == clock.now(), Job.name.startswith("commerce.mails"))
            session.flush()
            return session.scalars(found).all()

    assert (asked(7), asked(30), asked(15)) == ([], [], ["commerce.mails.read_returned"])
    shop.wants(follow_days=7)
    assert (asked(0), asked(31)) == (["commerce.mails.follow_up"], [])
