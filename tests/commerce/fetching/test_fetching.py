"""Orders of four malls come in by themselves: new ones once, changed and cancelled ones brought up to date."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.commerce.connections.queries import connection_of
from app.commerce.fetching import operations
from app.commerce.fetching.queries import latest
from app.commerce.orders.model import Order
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.platform.audit.model import AuditEntry
from app.platform.jobs import Job
from tests.commerce.fetching import documents

ON = {"stock_way": "off", "orders_on": True}


def ago(**span):
    return clock.now().astimezone(clock.JST).replace(microsecond=0) - dt.timedelta(**span)


def put(kind, mall, **more):
    """An order of an hour ago at the mall; returns its number."""
    when = ago(hours=1)
    if kind == "rakuten":
        stamp = when.strftime("%Y-%m-%dT%H:%M:%S%z")
        document = documents.rakuten(orderDatetime=stamp, **more)
        mall.orders[document["orderNumber"]] = document
        return document["orderNumber"]
    if kind == "yahoo":
        mall.orders["chobaya-10000001"] = documents.yahoo(OrderTime=when.isoformat(), **more)
        return "chobaya-10000001"
    if kind == "amazon":
        document = documents.amazon({"LastUpdateDate": ago(minutes=5).isoformat(), **more})
        found = mall.add("250-1234567-1234567", ago(minutes=5).isoformat())
        order = document["Order"]
        found |= {"address": order.pop("ShippingAddress"), "buyer": order.pop("BuyerInfo"), "order": order}
        found["lines"] = document["OrderItems"]
        return "250-1234567-1234567"
    document = documents.shopify(**more)
    lines = document.pop("lineItems")["nodes"]
    made = mall.add(
        ago(minutes=5).isoformat(), **{name: one for name, one in document.items() if name != "id"}
    )
    made["lines"] = lines
    return made["name"]


def orders():
    found = select(Order.number, Order.total).order_by(Order.number)
    return [tuple(row) for row in session.execute(found.execution_options(populate_existing=True))]


@pytest.mark.parametrize(
    "kind, total", [("rakuten", 3240), ("yahoo", 2750), ("amazon", 2600), ("shopify", 2800)]
)
def test_an_order_comes_in_once(told, peer, work, kind, total):
    mall = peer(kind)
    told.product("TEA-1", stock_of=10)
    number = put(kind, mall)
    shop = told.connect(kind, mall, switches=ON)
    operations.ask_to_fetch(shop)
    assert "commerce.fetching.fetch" in work()
    assert orders() == [(number, total)]
    [fetched] = latest(shop.id)
    assert (fetched.new, fetched.problems, fetched.error, connection_of(shop.id).orders_error) == (
        1,
        [],
        "",
        "",
    )
    operations.ask_to_fetch(shop)
    work()
    assert (orders(), latest(shop.id)[0].new, latest(shop.id)[0].unchanged) == ([(number, total)], 0, 1)


def test_a_cancellation_is_found_although_the_mall_cannot_be_asked_for_changes(told, peer, work):
    mall = peer("rakuten")
    number = put("rakuten", mall)
    shop = told.connect("rakuten", mall, switches=ON)
    operations.ask_to_fetch(shop)
    work()
    assert told.slip(number).status != "cancelled"
    mall.orders[number]["orderProgress"] = 900
    operations.ask_to_fetch(shop)
    work()
    assert (told.slip(number).status, latest(shop.id)[0].changed) == ("cancelled", 1)


def test_an_order_that_cannot_be_read_is_listed_and_the_others_come(told, peer, work):
    mall = peer("rakuten")
    put("rakuten", mall)
    mall.add("123456-20261105-0000100002", ago(hours=2).strftime("%Y-%m-%dT%H:%M:%S%z"), PackageModelList=[])
    shop = told.connect("rakuten", mall, switches=ON)
    operations.ask_to_fetch(shop)
    work()
    assert [number for number, _total in orders()] == [documents.NUMBER]
    [problem] = latest(shop.id)[0].problems
    assert problem["number"] == "123456-20261105-0000100002"


def test_new_orders_are_confirmed_where_this_is_wanted(told, peer, work):
    mall = peer("rakuten")
    number = put("rakuten", mall, orderProgress=100)
    shop = told.connect("rakuten", mall, switches=ON, confirm=True)
    operations.ask_to_fetch(shop)
    work()
    assert (mall.orders[number]["orderProgress"], mall.asked_for("confirmOrder")) == (300, 1)
    operations.ask_to_fetch(shop)
    work()
    assert mall.asked_for("confirmOrder") == 1


def test_a_mall_that_is_away_is_said_and_asked_again_from_the_same_moment(told, peer, work):
    mall = peer("yahoo")
    put("yahoo", mall)
    shop = told.connect("yahoo", mall, switches=ON, pace=0.001)
    before = connection_of(shop.id).orders_since
    mall.fail(503, at="orderList", times=4)
    operations.ask_to_fetch(shop)
    work()
    connection = connection_of(shop.id)
    assert (orders(), connection.orders_since) == ([], before)
    assert connection.orders_error == "The shop has trouble of its own at the moment."
    operations.ask_to_fetch(shop)
    work()
    assert (len(orders()), connection_of(shop.id).orders_error) == (1, "")


def test_every_shop_is_asked_in_its_own_time(told, peer, work):
    mall = peer("shopify")
    shop = told.connect("shopify", mall, switches=ON | {"orders_minutes": 5})
    publish("minute.passed")
    assert work() == ["commerce.fetching.fetch"]
    publish("minute.passed")
    assert work() == []
    with clock.frozen(clock.now() + dt.timedelta(minutes=5)):
        publish("minute.passed")
        assert work() == ["commerce.fetching.fetch"]
    assert len(latest(shop.id)) == 2


def test_a_shop_that_is_switched_off_is_not_asked(told, peer, work):
    mall = peer("shopify")
    shop = told.connect("shopify", mall, switches={"stock_way": "off"})
    publish("minute.passed")
    with pytest.raises(Rejected):
        operations.ask_to_fetch(shop)
    assert (work(), mall.asked) == ([], [])


def test_nothing_of_a_person_stays_in_the_trail_or_in_jobs(told, peer, work):
    mall = peer("yahoo")
    put("yahoo", mall)
    operations.ask_to_fetch(told.connect("yahoo", mall, switches=ON))
    work()
    kept = [str(one.details) for one in session.scalars(select(AuditEntry))]
    kept += [f"{one.arguments}{one.result}{one.error}" for one in session.scalars(select(Job))]
    for word in ("山田", "佐藤", "090-1234-5678", "hanako@example.com", "梅田"):
        assert not [one for one in kept if word in one]
