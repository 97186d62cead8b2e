"""Customers see one order by a private link, wish changes, ask, and decide about advertising."""

import datetime as dt

import pytest
from sqlalchemy import select, text

from app.commerce.customer_pages.linking import new_link, revoke_links
from app.commerce.customer_pages.model import OrderLink, OrderMessage, OrderRequest
from app.commerce.customer_pages.settings import CHANGES
from app.commerce.customers.model import Customer
from app.commerce.slips.moving import move
from app.kernel import clock
from app.kernel.db import session
from app.platform.notifications.model import Notification
from app.platform.settings import choose
from tests.commerce.orders.conftest import HANAKO, MORNING, TARO

NEVER = "/yamada/order-page/" + "x" * 43


class Page:
    """The private page of order 1, as its buyer's browser sees it."""

    def __init__(self, shop, cast, browser, url):
        self.shop, self.cast, self.browser = shop, cast, browser
        self.url = "/yamada" + url.partition("/yamada")[2]

    def inside(self):
        """The manager's context, on the morning of the orders."""
        return self.cast.inside(self.cast.shop_manager)

    def get(self, path=""):
        return self.browser.get(self.url + path)

    def post(self, path, **data):
        return self.browser.post_form(self.url + path, data, form_page=self.url)

    def slip(self):
        with self.inside():
            found = self.shop.slip("1")
            session.refresh(found)
            return found

    def ask(self, statement):
        with self.inside():
            return session.scalars(statement.execution_options(populate_existing=True)).all()


@pytest.fixture
def mine(shop, cast, client):
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2", buyer=TARO))
    url = new_link(shop.find("1").id)
    session.commit()
    return Page(shop, cast, client(None), url)


def test_a_link_opens_one_order_and_is_kept_as_a_hash_alone(mine):
    page = mine.get()
    assert page.status_code == 200
    for told in ("花の店", "山田 花子", "品物 A", "発送準備中"):
        assert told in page.text
    assert "佐藤" not in page.text
    secret = mine.url.rpartition("/")[2]
    assert len(secret) == 43
    rows = mine.ask(text("SELECT l::text FROM order_links l"))
    assert (len(rows), secret in rows[0]) == (1, False)


def test_no_machine_keeps_the_page_and_no_other_site_learns_its_address(mine):
    headers = mine.get().headers
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_a_wrong_an_old_and_a_revoked_link_do_not_exist(mine, client):
    assert client(None).get(NEVER).status_code == 404
    assert client(None).get(mine.url.replace("/yamada/", "/kanda/")).status_code == 404
    with clock.frozen(MORNING + dt.timedelta(days=181)):
        assert mine.get().status_code == 404
    with mine.inside():
        assert revoke_links(mine.shop.find("1").id) == 1
        session.commit()
    assert mine.get().status_code == 404


def wish_path(mine):
    return f"/slips/{mine.slip().id}/wish"


def address(**changes):
    person = {name: getattr(HANAKO, name) for name in ("family", "given", "postal", "prefecture", "city", "street",
                                                       "building", "phone")}  # fmt: skip
    return {"wished_on": "", "slot": "none"} | person | changes


def test_a_wish_waits_for_a_clerk_who_accepts_it(mine, cast, browse):
    assert mine.get(wish_path(mine)).status_code == 200
    sent = mine.post(wish_path(mine), **address(wished_on="2026/11/25", slot="am", building="201"))
    assert sent.status_code == 303
    [request] = mine.ask(select(OrderRequest))
    assert request.wish == {"building": "201", "wished_on": "2026-11-25", "slot": "am"}
    slip = mine.slip()
    assert (slip.wished_on, slip.slot, slip.recipient.building, slip.alert_count) == (None, "none", "", 1)
    assert {one.message for one in mine.ask(select(Notification))} == {
        "A customer wishes a change of order %(number)s"
    }
    again = mine.post(wish_path(mine), **address(slot="pm"))
    assert (again.status_code, "前回のご希望" in again.text) == (422, True)
    clerk = browse(cast.order_clerk)
    assert "<b>2026/11/25(水)</b>" in clerk.get("/yamada/customer-requests").text
    assert clerk.post(f"/yamada/customer-requests/{request.id}/acceptance").status_code == 303
    slip = mine.slip()
    assert (slip.wished_on, slip.slot, slip.recipient.building, slip.alert_count) == (
        dt.date(2026, 11, 25),
        "am",
        "201",
        0,
    )
    assert "ご希望どおり変更しました" in mine.get().text


def test_a_wish_that_cannot_be_is_declined_with_words_for_the_customer(mine, cast, browse):
    mine.post(wish_path(mine), **address(slot="am"))
    [request] = mine.ask(select(OrderRequest))
    clerk = browse(cast.order_clerk)
    there = f"/yamada/customer-requests/{request.id}/declination"
    assert clerk.post(there, {"answer": " "}).status_code == 422
    assert clerk.post(there, {"answer": "午前は承れません"}).status_code == 303
    assert clerk.post(there, {"answer": "x"}).status_code == 409
    assert "午前は承れません" in mine.get().text
    assert mine.slip().slot == "none"


def test_day_and_time_are_changed_at_once_where_the_tenant_allows_it(mine):
    with mine.inside():
        choose(CHANGES, "at_once")
        session.commit()
    mine.post(wish_path(mine), **address(slot="am"))
    assert (mine.slip().slot, mine.slip().alert_count) == ("am", 0)
    mine.post(wish_path(mine), **address(slot="am", street="芝公園9-9-9"))
    assert (mine.slip().recipient.street, mine.slip().alert_count) == ("芝公園1-2-3", 1)


@pytest.mark.parametrize("day", ["2026/11/20", "2026/11/19", "2027/03/01"])
def test_days_that_cannot_be_are_refused(mine, day):
    with clock.frozen(MORNING):
        refused = mine.post(wish_path(mine), **address(wished_on=day))
    assert refused.status_code == 422
    assert mine.ask(select(OrderRequest)) == []


def test_once_it_is_packed_nothing_is_changed(mine):
    with mine.inside():
        move([mine.shop.slip("1").id], "working")
        session.commit()
    assert "日時・住所を変更する" not in mine.get().text
    assert mine.post(wish_path(mine), **address(slot="am")).status_code == 422
    with mine.inside():
        choose(CHANGES, "none")
    assert mine.ask(select(OrderRequest)) == []


def test_the_slip_of_another_order_is_out_of_reach(mine):
    with mine.inside():
        other = mine.shop.slip("2").id
    assert mine.get(f"/slips/{other}/wish").status_code == 404
    assert mine.post(f"/slips/{other}/wish", **address(slot="am")).status_code == 404


def test_a_question_reaches_the_clerks_and_the_answer_the_customer(mine, cast, client, browse, server):
    assert mine.post("/messages", text=" ").status_code == 422
    assert mine.post("/messages", text="いつ届きますか <b>?</b>").status_code == 303
    assert mine.slip().alert_count == 1
    clerk = browse(cast.order_clerk)
    slip_page = f"/yamada/slips/{mine.slip().id}"
    assert "いつ届きますか &lt;b&gt;?&lt;/b&gt;" in clerk.get(slip_page).text
    assert "いつ届きますか" not in client(cast.auditor).get(slip_page).text
    with mine.inside():
        order_id = mine.shop.find("1").id
    there = f"/yamada/customer-requests/orders/{order_id}"
    assert clerk.get(there).status_code == 200
    with clock.frozen(MORNING + dt.timedelta(hours=1)):
        assert clerk.post(f"{there}/replies", {"text": "明日です"}).status_code == 303
    assert "明日です" in mine.get().text
    assert mine.slip().alert_count == 0
    with mine.inside(), clock.frozen(MORNING + dt.timedelta(hours=1)):
        mine.shop.post()
    [told] = [one for one in server.mails if one["To"].addresses[0].addr_spec == "hanako@example.com"]
    assert told["Subject"] == "【花の店】お問い合わせへのご回答（1）"
    assert not [one for one in server.mails if "明日です" in one.get_body(("plain",)).get_content()]
    assert [
        one.from_customer for one in mine.ask(select(OrderMessage).order_by(OrderMessage.created_at))
    ] == [True, False]


def test_advertising_is_agreed_to_and_declined_here(mine):
    owner = select(Customer.advertising).where(
        Customer.id.in_(select(Customer.id).order_by(Customer.code).limit(1))
    )
    assert mine.post("/advertising", wanted="y").status_code == 303
    assert mine.ask(owner) == [True]
    mine.post("/advertising")
    assert mine.ask(owner) == [False]


def test_what_was_written_stands_nowhere_in_clear(mine):
    mine.post("/messages", text="印の質問です")
    mine.post(wish_path(mine), **address(building="印ビル", phone="070-9999-1234"))
    tables = mine.ask(text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
    found = [
        table
        for table in tables
        for row in mine.ask(text(f'SELECT t::text FROM "{table}" t'))
        for word in ("印の質問", "印ビル", "9999-1234")
        if word in row
    ]
    assert found == []
    assert mine.ask(select(OrderLink.opened_count)) == [2]
