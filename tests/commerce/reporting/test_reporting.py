"""Parcels told to malls through their interfaces: every slip once, whatever fails on the way."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.commerce.connections.queries import connection_of
from app.commerce.notices.model import ShipmentNotice
from app.commerce.reporting import operations
from app.commerce.slips.bundling import bundle
from app.commerce.slips.model import Slip, Tracking
from app.commerce.slips.moving import move
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import publish

ON = {"stock_way": "off", "notices_on": True}


def sent(told, number, tracking="444413758703"):
    """The order's parcel leaves today."""
    slip = told.slip(number)
    session.add(Tracking(slip_id=slip.id, piece_no=1, carrier="yamato", number=tracking))
    slip.shipped_on, slip.carrier = clock.today(), "yamato"
    session.flush()
    move([slip.id], "working")
    move([slip.id], "shipped")
    return slip


def notices():
    found = select(ShipmentNotice.state, ShipmentNotice.way).order_by(
        ShipmentNotice.created_at, ShipmentNotice.id
    )
    return [tuple(row) for row in session.execute(found)]


def state(number):
    found = select(Slip.status, Slip.told_at).where(Slip.order_number == number)
    status, told_at = session.execute(found).one()
    return status, told_at is not None


def at_the_mall(kind, mall, number):
    """An order of that number at the mall; `known()` says the numbers it knows of."""
    if kind == "rakuten":
        order = mall.add(number, "2026-11-05T10:00:00+0900", orderProgress=300)
        return lambda: [one["shippingNumber"] for one in order["PackageModelList"][0]["ShippingModelList"]]
    if kind == "yahoo":
        order = mall.add(number, "2026-11-05T10:00:00+09:00")
        return lambda: [order["Ship"][one] for one in ("ShipInvoiceNumber1",) if one in order["Ship"]]
    if kind == "amazon":
        mall.desk.rounds = 0
        mall.add(number, "2026-11-05T10:00:00Z")
        return lambda: [one["tracking-number"] for one in mall.desk.confirmed]
    order = mall.add("2026-11-05T10:00:00+09:00", name=number)
    return lambda: [info["number"] for one in order["fulfillments"] for info in one["trackingInfo"]]


@pytest.mark.parametrize("kind", ["rakuten", "yahoo", "amazon", "shopify"])
def test_a_parcel_is_told_and_the_slip_is_finished(told, peer, work, kind):
    mall = peer(kind)
    told.product("A", stock_of=10)
    shop = told.connect(kind, mall, switches=ON)
    told.take(told.order("1"), channel=shop)
    known = at_the_mall(kind, mall, "1")
    sent(told, "1")
    publish("minute.passed")
    assert "commerce.reporting.report" in work()
    assert (known(), state("1"), notices()) == (["444413758703"], ("done", True), [("sent", "api")])
    publish("minute.passed")
    assert "commerce.reporting.report" not in work()


def test_a_slip_stays_as_sent_where_the_shop_wants_it_so(told, peer, work):
    mall = peer("yahoo")
    told.product("A", stock_of=10)
    shop = told.connect("yahoo", mall, switches=ON | {"done_when_told": False})
    told.take(told.order("1"), channel=shop)
    at_the_mall("yahoo", mall, "1")
    sent(told, "1")
    operations.report(shop.id)
    assert state("1") == ("shipped", True)


def test_every_bundled_order_has_its_own_notice_with_the_same_number(told, peer, work):
    mall = peer("yahoo")
    told.product("A", stock_of=10)
    shop = told.connect("yahoo", mall, switches=ON)
    told.take(told.order("1"), told.order("2"), channel=shop)
    first, second = (at_the_mall("yahoo", mall, number) for number in "12")
    bundle(told.slip("1"), [told.slip("2")])
    sent(told, "1")
    operations.report(shop.id)
    assert (first(), second()) == (["444413758703"], ["444413758703"])
    assert (state("1"), state("2"), notices()) == (("done", True), ("done", True), [("sent", "api")] * 2)


def test_an_order_the_mall_refuses_does_not_keep_the_others_and_can_be_told_again(told, peer, work):
    mall = peer("yahoo")
    told.product("A", stock_of=10)
    shop = told.connect("yahoo", mall, switches=ON)
    told.take(told.order("1"), told.order("2"), channel=shop)
    known = at_the_mall("yahoo", mall, "2")
    sent(told, "1"), sent(told, "2")
    operations.report(shop.id)
    assert (known(), state("1"), state("2")) == (["444413758703"], ("shipped", False), ("done", True))
    assert sorted(notices()) == [("failed", "api"), ("sent", "api")]
    late = at_the_mall("yahoo", mall, "1")
    assert operations.tell_refused_again(shop) == 1
    work()
    assert (late(), state("1")) == (["444413758703"], ("done", True))


def test_a_mall_that_is_away_is_told_later_and_once(told, peer, work):
    mall = peer("rakuten")
    told.product("A", stock_of=10)
    shop = told.connect("rakuten", mall, switches=ON, pace=0.001)
    told.take(told.order("1"), channel=shop)
    known = at_the_mall("rakuten", mall, "1")
    sent(told, "1")
    mall.fail("lost", at="updateOrderShipping")
    operations.report(shop.id)
    assert (known(), state("1"), notices()) == (["444413758703"], ("shipped", False), [("pending", "api")])
    operations.report(shop.id)
    assert (known(), state("1"), notices()) == (["444413758703"], ("done", True), [("sent", "api")])


def test_a_feed_that_amazon_works_on_is_not_sent_twice(told, peer, work):
    mall = peer("amazon")
    told.product("A", stock_of=10)
    shop = told.connect("amazon", mall, switches=ON)
    told.take(told.order("1"), channel=shop)
    at_the_mall("amazon", mall, "1")
    mall.desk.rounds = 1
    sent(told, "1")
    for _again in range(2):
        operations.report(shop.id)
    assert (len(mall.desk.feeds), notices(), state("1")) == (1, [("pending", "api")], ("shipped", False))
    session.commit()
    with clock.frozen(clock.now() + dt.timedelta(minutes=3)):
        assert work() == ["commerce.reporting.read_answer"]
    assert (notices(), state("1")) == ([("sent", "api")], ("done", True))


def test_credentials_that_do_not_hold_are_said(told, peer, work):
    mall = peer("shopify", token="shpat_other")
    told.product("A", stock_of=10)
    shop = told.connect("shopify", mall, switches=ON)
    told.take(told.order("1"), channel=shop)
    sent(told, "1")
    operations.report(shop.id)
    said = "The shop does not accept the credentials. Please enter them anew."
    assert (connection_of(shop.id).notices_error, state("1")) == (said, ("shipped", False))
