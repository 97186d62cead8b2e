"""The page of what runs through interfaces."""

import datetime as dt

from app.commerce.fetching import operations
from app.kernel import clock
from app.kernel.db import session

PLACE = "/yamada/interfaces"


def test_what_did_not_come_in_is_listed_and_orders_are_fetched_by_a_button(client, cast, told, peer, work):
    mall = peer("rakuten")
    when = clock.now().astimezone(clock.JST) - dt.timedelta(hours=2)
    mall.add("123456-20261105-0000100002", when.strftime("%Y-%m-%dT%H:%M:%S%z"), PackageModelList=[])
    shop = told.connect("rakuten", mall, switches={"stock_way": "off", "orders_on": True})
    operations.ask_to_fetch(shop)
    work()
    page = client(cast.shop_manager)
    shown = page.get(PLACE).text
    assert ("123456-20261105-0000100002" in shown, "10分ごと" in shown) == (True, True)
    assert page.post_form(f"{PLACE}/{shop.id}/fetch", {}, form_page=PLACE).status_code == 303
    assert work() == ["commerce.fetching.fetch"]


def test_shops_that_are_switched_off_say_so_and_offer_nothing(client, cast, told):
    told.open("y", "yahoo")
    session.commit()
    shown = client(cast.shipping_clerk).get(PLACE).text
    assert ("停止" in shown, "いますぐ取り込む" in shown) == (True, False)
