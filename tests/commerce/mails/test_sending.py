"""A slip that moves ends in a mail to the buyer: once, whole, sealed wherever it rests. Against a real mail server."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.commerce.mails.planning import plan
from app.commerce.slips.answering import answer
from app.commerce.slips.bundling import bundle
from app.commerce.slips.moving import hold, move
from app.commerce.slips.paying import pay
from app.kernel import clock
from app.kernel.db import session
from app.platform.jobs.model import Job
from tests.commerce.orders.conftest import HANAKO, MORNING, TARO

SHIPPED = """\
山田 花子 様

花の店をご利用いただき、誠にありがとうございます。
ご注文番号 1 の商品を発送いたしました。

■発送日　2026年11月20日
■配送会社　ヤマト運輸
■お問い合わせ番号　123456789012
123456789013
https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number01=123456789012
https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number01=123456789013

■発送内容
品物 A × 2

領収書の発行・お問い合わせはこちらから承ります。
"""


def test_a_parcel_that_left_is_told_with_all_its_numbers(shop, server):
    shop.wants(shipped=True)
    shop.product("A", 5)
    shop.take(shop.order("1", [("A", 2)]))
    shop.ship(shop.slip("1"), "123456789012", "123456789013")
    shop.post()
    [arrived] = server.mails
    assert arrived["Subject"] == "【花の店】商品を発送いたしました（1）"
    assert arrived["From"].addresses[0].addr_spec == "shop@flowers.example"
    assert arrived["From"].addresses[0].display_name == "花の店"
    [to] = arrived["To"].addresses
    assert (to.addr_spec, to.display_name) == ("hanako@example.com", "山田 花子")
    said = arrived.get_body(("plain",)).get_content()
    assert said.startswith(SHIPPED)
    link = said[len(SHIPPED) :].splitlines()[0]
    assert link.startswith("http")
    assert len(link.rpartition("/")[2]) == 43
    assert said.endswith("\n\n花の店\n電話 03-0000-1111\n")
    assert f'<a href="{link}">{link}</a>' in arrived.get_body(("html",)).get_content()
    row = shop.mail("shipped")
    assert (row.state, row.sent_at, row.content["text"]) == ("sent", MORNING, said)
    assert (row.template_id, row.template_version, row.made_by_name) == (None, 0, "Choba")


def test_nothing_is_sent_by_itself_unless_the_shop_wants_it(shop, server):
    shop.product("A", 5)
    shop.take(shop.order("1"))
    shop.ship(shop.slip("1"), "123456789012")
    shop.post()
    assert (shop.mails(), server.mails) == ([], [])


def test_thanks_wait_until_nothing_about_the_order_needs_a_look(shop, server):
    shop.wants(thanks=True)
    shop.product("A", 5)
    shop.take(shop.order("1", remarks="玄関に置いてください"), shop.order("2"))
    assert [one.label for one in shop.mails("thanks")] == ["2"]
    alert = shop.alert("1", "remarks")
    answer(alert, "accept")
    assert [one.label for one in shop.mails("thanks")] == ["1", "2"]


def test_an_order_for_two_recipients_is_thanked_for_once(shop, server):
    shop.wants(thanks=True)
    shop.product("A", 5)
    shop.take(shop.order("1", recipients=[HANAKO, TARO]))
    if shop.alerts("1"):
        pytest.fail(f"the order stops at {shop.alerts('1')}")
    assert [(one.label, one.kind) for one in shop.mails()] == [("1", "thanks")]


def test_a_payment_is_told_when_it_came(shop, server):
    shop.wants(paid=True)
    shop.product("A", 1)
    shop.take(shop.order("1", payment="銀行振込"))
    assert shop.mails() == []
    pay([shop.find("1").id], MORNING.date())
    shop.post()
    assert server.mails[0]["Subject"] == "【花の店】ご入金を確認いたしました（1）"
    assert "2026年11月20日 に確認" in server.mails[0].get_body(("plain",)).get_content()


def test_a_slip_gets_each_kind_of_mail_once(shop, server):
    shop.wants(shipped=True)
    shop.product("A", 5)
    shop.take(shop.order("1"))
    slip = shop.slip("1")
    shop.ship(slip, "123456789012")
    shop.post()
    move([slip.id], "working")
    move([slip.id], "shipped")
    shop.post()
    done = plan([slip.id], "shipped")
    assert (done.ids, done.skipped, len(server.mails)) == ([], [slip.id], 1)
    again = plan([slip.id], "shipped", again=True)
    shop.post()
    assert (len(again.ids), [one.turn for one in shop.mails()], len(server.mails)) == (1, [0, 1], 2)


def test_orders_in_one_parcel_are_told_the_same_number_each_to_its_own_buyer(shop, server):
    shop.wants(shipped=True)
    shop.product("A", 5)
    mother = replace(HANAKO, given="春子", mail="haruko@example.com")
    shop.take(shop.order("1"), shop.order("5", buyer=mother, recipients=[HANAKO]))
    leader, child = shop.slip("1"), shop.slip("5")
    bundle(leader, [child])
    shop.ship(leader, "123456789012")
    shop.post()
    told = {one["To"].addresses[0].addr_spec: one.get_body(("plain",)).get_content() for one in server.mails}
    assert sorted(told) == ["hanako@example.com", "haruko@example.com"]
    assert [("ご注文番号 5 " in said, "123456789012" in said) for _to, said in sorted(told.items())] == [
        (False, True),
        (True, True),
    ]


def test_a_gift_is_told_to_the_buyer_and_never_to_the_recipient(shop, server):
    shop.wants(thanks=True, shipped=True)
    shop.product("A", 5)
    shop.take(shop.order("1", recipients=[TARO]))
    shop.ship(shop.slip("1"), "123456789012")
    shop.post()
    assert shop.find("1").gift
    told = {to.addr_spec for one in server.mails for to in one["To"].addresses}
    assert (len(server.mails), told) == (2, {"hanako@example.com"})


def test_no_mail_leaves_at_night_nor_before_its_time(shop, server):
    shop.wants(thanks=True, quiet_from=21, quiet_until=8, delay_minutes=10)
    shop.product("A", 5)
    night = dt.datetime(2026, 11, 20, 22, 30, tzinfo=clock.JST)
    with clock.frozen(night):
        shop.take(shop.order("1"))
        shop.post()
    row = shop.mail("thanks")
    assert (row.state, row.due_at) == ("planned", dt.datetime(2026, 11, 21, 8, tzinfo=clock.JST))
    with clock.frozen(row.due_at):
        shop.post()
    assert (shop.mail("thanks").state, len(server.mails)) == ("sent", 1)


def test_a_slip_taken_back_before_the_mail_left_stops_it(shop, server):
    shop.wants(shipped=True, delay_minutes=10)
    shop.product("A", 5)
    shop.take(shop.order("1"))
    slip = shop.slip("1")
    shop.ship(slip, "123456789012")
    move([slip.id], "working")
    with clock.frozen(MORNING + dt.timedelta(minutes=11)):
        shop.post()
    assert (shop.mail("shipped").state, shop.mail("shipped").why) == ("stopped", "not_shipped")
    move([slip.id], "shipped")
    with clock.frozen(MORNING + dt.timedelta(minutes=30)):
        shop.post()
    assert shop.mail("shipped").state == "sent"


def test_held_and_undone_slips_are_told_of_to_nobody(shop, server):
    shop.wants(thanks=True, shipped=True)
    shop.product("A", 5)
    shop.take(shop.order("1", remarks="x"))
    hold([shop.slip("1").id], "確認中")
    move([shop.slip("1").id], "cancelled", why="undo")
    assert shop.mails() == []


def test_many_slips_are_planned_and_made_with_statements_that_do_not_grow(shop, server, statements):
    shop.product("A", 50)
    shop.take(*[shop.order(str(n)) for n in range(1, 9)])
    ids = [shop.slip(str(n)).id for n in range(1, 9)]
    session.flush()

    def asked(some):
        del statements[:]
        plan(some, "thanks")
        return len(statements)

    one, seven = asked(ids[:1]), asked(ids[1:])
    assert one == seven
    jobs = session.scalars(select(Job).where(Job.name == "commerce.mails.send_due")).all()
    assert sorted(len(one.arguments["mail_ids"]) for one in jobs) == [1, 7]
