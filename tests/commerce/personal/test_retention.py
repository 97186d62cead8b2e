"""Persons go when their time is over; amounts, goods and receipts stay, and nothing of what goes on is touched."""

import datetime as dt

import pytest
from sqlalchemy import func, select, text

from app.commerce.customer_pages.linking import new_link
from app.commerce.customer_pages.model import OrderLink, OrderMessage
from app.commerce.customer_pages.talking import ask
from app.commerce.customers.model import Customer
from app.commerce.desk import operations as desk
from app.commerce.desk.model import SlipBatch
from app.commerce.mails import batching as mails
from app.commerce.mails.model import MailBatch, OrderMail
from app.commerce.orders.model import Order
from app.commerce.persons.model import PersonPrefix
from app.commerce.persons.person import Person
from app.commerce.receipts.issuing import issue
from app.commerce.receipts.model import Receipt
from app.commerce.retention import erasing, queries
from app.commerce.retention.settings import AMAZON, CUSTOMERS, MAILS, ORDERS
from app.commerce.sealed_files import keeping as sealed_files
from app.commerce.sealed_files.model import SealedFile
from app.commerce.slips.answering import accept_all
from app.commerce.slips.changing import write_memo
from app.commerce.slips.finding import found_by
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import cancel
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import publish
from app.platform.jobs.model import Job
from app.platform.mail.model import Mail
from app.platform.settings import choose
from tests.commerce.mails.conftest import MailingShop, server  # noqa: F401 -- fixtures
from tests.commerce.orders.conftest import HANAKO, MORNING, TARO
from tests.support.clear_text import in_tables


@pytest.fixture
def shop(cast, server):  # noqa: F811 -- the fixture of above
    """1 was shipped and told, 2 cancelled, 3 waits, 4 is Taro's and was shipped."""
    with cast.inside(cast.shop_manager), clock.frozen(MORNING):
        shop = MailingShop()
        shop.wants(shipped=True)
        shop.product("A", 5)
        shop.take(shop.order("1", remarks="急ぎ"), shop.order("2"), shop.order("4", buyer=TARO))
        shop.take(shop.order("3", [("A", 90)], buyer=TARO))
        write_memo(shop.find("1"), "常連さま")
        accept_all([shop.slip("1").id], ["remarks"])
        shop.ship(shop.slip("1"), "123456789012")
        shop.ship(shop.slip("4"))
        cancel([shop.slip("2").id])
        shop.post()
        new_link(shop.find("1").id)
        ask(shop.find("1"), "いつ届きますか")
        issue(shop.find("1"), "山田商店", "お品代")
        sealed_files.keep(shop.find("1").id, [("fax.pdf", 1, b"FAX")], days=3000)
        session.flush()
        yield shop


def later(months):
    return clock.frozen(MORNING + dt.timedelta(days=31 * months))


def due():
    return {one.kind: count for one, count in queries.counts()}


def blanked():
    found = session.scalars(select(Order.number).where(Order.blanked_at.is_not(None)).order_by(Order.number))
    return found.all()


def test_nothing_is_erased_until_somebody_decides(shop):
    with later(120):
        assert due() == {"orders": None, "customers": None, "mails": None}
        assert erasing.erase() is False
        publish("night.passed")
    assert blanked() == []
    assert (
        session.scalar(select(func.count()).select_from(Job).where(Job.name == "commerce.retention.erase"))
        == 0
    )


def test_orders_that_are_over_lose_their_persons_and_keep_what_the_books_need(shop):
    choose(ORDERS, 6)
    before = shop.find("1")
    amounts = (before.total, before.taxes, before.goods)
    with later(5):
        assert due()["orders"] == 0
        assert erasing.erase() is False
    with later(7):
        assert due() == {"orders": 3, "customers": None, "mails": None}
        assert erasing.erase() is False
        assert due()["orders"] == 0
    assert blanked() == ["1", "2", "4"]
    order, slip = shop.find("1"), shop.slip("1")
    assert (order.buyer, slip.recipient) == (Person(), Person())
    assert (order.remarks, order.memo, order.received, order.phone_key, slip.address_key) == (
        "",
        "",
        None,
        None,
        None,
    )
    assert (order.total, order.taxes, order.goods) == amounts
    assert session.scalars(select(OrderMessage.text)).all() == [""]
    assert session.scalars(select(OrderLink)).all() == []
    assert session.scalars(select(SealedFile)).all() == []
    sent = select(Mail).where(Mail.id.in_(select(OrderMail.mail_id)))
    assert sorted((one.state, one.content) for one in shop.mails()) == [("sent", {}), ("stopped", {})]
    assert {one.letter.to_address for one in session.scalars(sent)} == {""}
    assert session.scalars(select(Receipt.addressee)).all() == ["山田商店"]
    assert shop.find("3").buyer == TARO
    assert {one.order_id for one in session.scalars(select(PersonPrefix))} == {shop.find("3").id}
    assert session.scalars(select(Slip.order_number).where(found_by(HANAKO.phone))).all() == []
    assert session.scalars(select(Slip.order_number).where(found_by(TARO.phone))).all() == ["3"]
    [line] = queries.log()
    assert (line.details, in_tables(("花子", "hanako"))) == ({"orders": 3}, {})


def test_what_was_written_for_many_goes_with_the_first_of_its_orders(shop, client, cast):
    with clock.frozen(MORNING):
        ids = [shop.slip("1").id, shop.slip("3").id]
        held = desk.begin("hold", ids, {"reason": "花子さまに確認中"}).id
        over, waiting = (mails.begin("free", ids, "花子さまへ", "本文です") for _batch in range(2))
        mails.cancel(over)
        over, waiting = over.id, waiting.id
    choose(ORDERS, 6)
    with later(7):
        erasing.erase()
    assert session.scalars(select(SlipBatch.content).where(SlipBatch.id == held)).all() == [{}]
    texts = dict(session.execute(select(MailBatch.id, MailBatch.content)).all())
    assert texts == {
        over: {},
        waiting: {"subject": "花子さまへ", "body": "本文です", "advertising": False},
    }
    session.commit()
    browser = client(cast.shop_manager)
    assert "文面は保存期間が過ぎたため消去されました。" in browser.get(f"/yamada/mail-batches/{over}").text
    assert browser.get("/yamada/mail-batches").text.count("花子さまへ") == 1


def test_an_old_file_does_not_bring_the_persons_back(shop):
    choose(ORDERS, 6)
    with later(7):
        erasing.erase()
        taken = shop.take(shop.order("1", remarks="また急ぎ"))
    assert (taken.changed, taken.unchanged) == ({}, ["1"])
    assert (shop.find("1").buyer, shop.find("1").remarks) == (Person(), "")


def test_amazon_has_days_of_its_own(shop):
    shop.channel.kind = "amazon"
    choose(AMAZON, 30)
    with later(1):
        assert due()["orders"] == 3
        assert erasing.erase() is False
    assert blanked() == ["1", "2", "4"]


def test_a_customer_goes_when_no_order_is_newer_and_none_waits(shop):
    choose(CUSTOMERS, 12)
    with later(24):
        assert due()["customers"] == 1
        erasing.erase()
    found = session.scalars(select(Customer).order_by(Customer.code)).all()
    assert {(one.person == Person(), one.phone_key is None, one.name_2 is None) for one in found} == {
        (True, True, True), (False, False, False),
    }  # fmt: skip
    assert [one.person for one in found if one.blanked_at is None] == [TARO]
    assert blanked() == []


def test_texts_of_mails_go_by_themselves_and_the_mail_stays(shop, client, cast):
    choose(MAILS, 3)
    with later(4):
        assert due() == {"orders": None, "customers": None, "mails": 1}
        erasing.erase()
        assert due()["mails"] == 0
    [mail] = session.scalars(
        select(OrderMail.id).where(OrderMail.state == "sent", OrderMail.sent_at.is_not(None))
    )
    assert session.scalar(select(OrderMail.content).where(OrderMail.id == mail)) == {}
    session.commit()
    assert (
        "文面は保存期間が過ぎたため消去されました。"
        in client(cast.shop_manager).get(f"/yamada/customer-mails/{mail}").text
    )


def test_a_night_goes_on_in_portions(shop, cast, run_jobs, monkeypatch):
    monkeypatch.setattr(erasing, "PORTION", 2)
    choose(ORDERS, 6)
    session.commit()
    with later(7):
        publish("night.passed")
        publish("night.passed")
        session.commit()
        assert run_jobs().count("commerce.retention.erase") == 2
    with cast.inside(cast.shop_manager):
        assert [one.details for one in queries.log()] == [{"orders": 1}, {"orders": 2}]
        assert session.scalar(text("SELECT count(*) FROM orders WHERE buyer = ''")) == 3


def test_the_page_says_what_is_next_and_what_was(shop, client, cast):
    choose(ORDERS, 6)
    session.commit()
    page = client(cast.system_admin).get("/yamada/retention").text
    assert ("6か月" in page, "まだ消去していません" in page) == (True, True)
    with cast.inside(cast.shop_manager), later(7):
        erasing.erase()
        slip = shop.slip("1").id
        session.commit()
    page = client(cast.system_admin).get("/yamada/retention").text
    assert ("2027/06/25" in page, "まだ消去していません" in page) == (True, False)
    manager = client(cast.shop_manager)
    assert "個人情報は保存期間が過ぎたため消去されました" in manager.get(f"/yamada/slips/{slip}").text
    assert manager.get("/yamada/slips?status=all").status_code == 200
    assert manager.get("/yamada/customers").status_code == 200
    assert manager.get("/yamada/retention").status_code == 403
