"""Shopify's client against one with a bucket of points, quantities that change under our hands, and keys of once."""

import time
from datetime import date, datetime, timedelta

import pytest

from app.commerce.malls.accounts import Account, Parcel, Result, ShopifyCredentials
from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.commerce.malls.shopify import ShopifyClient
from app.kernel import clock
from tests.commerce.malls.conftest import SCALE
from tests.peers.shopify import Shopify

TODAY = date(2026, 11, 27)
HERE, THERE = "gid://shopify/Location/1", "gid://shopify/Location/2"
ITEM = "gid://shopify/InventoryItem/"


@pytest.fixture
def shop():
    with Shopify(scale=SCALE, slowness=1.0) as peer:
        yield peer


@pytest.fixture
def client(shop, account):
    made = account(shop, ShopifyCredentials("shpat_token"), settings={"location": HERE})
    with ShopifyClient(made, patience=20, timeout=5) as opened:
        yield opened


def minutes_ago(minutes):
    now = datetime.now(clock.JST).replace(microsecond=0)
    return now - timedelta(minutes=minutes)


def order(shop, minutes=1, **more):
    return shop.add(minutes_ago(minutes).isoformat(), **more)


def test_changed_orders_come_page_by_page_with_every_line(shop, client):
    made = [order(shop, 60 - place, lines=70 if place == 3 else 1) for place in range(23)]
    order(shop, 600)
    found = list(client.orders_since(minutes_ago(120)))
    assert [one["name"] for one in found] == [one["name"] for one in made]
    assert [len(one["lineItems"]["nodes"]) for one in found] == [1, 1, 1, 70] + [1] * 19
    assert (shop.asked_for("orders"), shop.asked_for("order")) == (3, 2)
    assert found[0]["shippingAddress"]["lastName"] == "山田"


def test_the_bucket_is_waited_for_and_hardly_ever_overdrawn(account):
    with Shopify(scale=SCALE, points=700, rate=100) as shop:
        for place in range(60):
            order(shop, 60 - place / 2)
        with ShopifyClient(account(shop, ShopifyCredentials("shpat_token"))) as client:
            assert len(list(client.orders_since(minutes_ago(120)))) == 60
        assert shop.counted["throttled"] <= 1
        assert shop.asked_for("orders") - shop.counted["throttled"] == 6


def test_a_throttled_question_is_put_again_when_there_are_points(shop, client):
    made = order(shop)
    shop.bucket.left, shop.bucket.at = -1000, time.monotonic()  # ten seconds of refilling
    assert client.order(made["id"])["name"] == "#1001"
    assert shop.counted["throttled"] == 1


def test_an_order_is_found_by_its_name_or_its_gid(shop, client):
    made = order(shop)
    assert client.order(made["name"])["id"] == client.order(made["id"])["id"] == made["id"]
    for unknown in ("#9", "gid://shopify/Order/9", "x' OR name:'#1001"):
        with pytest.raises(Refused) as refused:
            client.order(unknown)
        assert refused.value.reason == "refused"


def test_parcels_are_told_as_one_fulfilment_and_a_repeat_adds_none(shop, client):
    made = order(shop)
    parcels = [Parcel("yamato", "123456789012", TODAY), Parcel("yamato", "123456789013", TODAY)]
    for _again in range(2):
        assert client.tell_shipment(made["name"], parcels) == [
            Result("123456789012", "accepted"),
            Result("123456789013", "accepted"),
        ]
    [fulfilment] = made["fulfillments"]
    assert fulfilment["trackingInfo"] == [
        {"number": "123456789012", "company": "Yamato (JA)"},
        {"number": "123456789013", "company": "Yamato (JA)"},
    ]
    assert fulfilment["notified"] is False


def test_what_lies_in_two_places_becomes_two_fulfilments(shop, client):
    made = order(shop, places=(HERE, THERE))
    assert (
        client.tell_shipment(made["name"], [Parcel("sagawa", "210987654321", TODAY)])[0].outcome == "accepted"
    )
    assert len(made["fulfillments"]) == 2


def test_a_part_is_told_alone_and_a_parcel_too_many_is_refused(shop, client):
    made = order(shop, places=(HERE, HERE))
    first, second = (one["id"] for one in made["waiting"])
    assert (
        client.tell_shipment(made["name"], [Parcel("yamato", "1", TODAY, part=first)])[0].outcome
        == "accepted"
    )
    assert [one["status"] for one in made["waiting"]] == ["CLOSED", "OPEN"]
    results = client.tell_shipment(
        made["name"], [Parcel("yamato", "2", TODAY, part=second), Parcel("yamato", "3", TODAY, part=first)]
    )
    assert [(one.outcome, one.code) for one in results] == [("accepted", ""), ("refused", "done")]


def test_an_answer_lost_on_the_way_does_not_fulfil_twice(shop, client):
    made = order(shop)
    shop.fail("lost", at="fulfillmentCreate")
    parcel = Parcel("yamato", "123456789012", TODAY)
    assert client.tell_shipments([(made["name"], [parcel])])[made["name"]][0].outcome == "unknown"
    assert client.tell_shipment(made["name"], [parcel])[0].outcome == "accepted"
    assert len(made["fulfillments"]) == 1


def stocked(shop, **quantities):
    shop.levels = {f"{ITEM}{number}": {HERE: quantity} for number, quantity in quantities.items()}


def available(shop, number):
    return shop.levels[f"{ITEM}{number}"][HERE]


def test_quantities_are_set_from_what_was_there(shop, client):
    stocked(shop, **{str(number): 1 for number in range(300)})
    pairs = [(str(number), number) for number in range(300)]
    results = client.tell_stock(pairs)
    assert results == [Result(str(number), "accepted") for number in range(300)]
    assert [available(shop, number) for number in (0, 1, 299)] == [0, 1, 299]
    assert shop.asked_for("inventorySetQuantities") == 2


def test_what_stands_already_is_not_sent(shop, client):
    stocked(shop, **{"1": 5})
    assert client.tell_stock([("1", 5)]) == [Result("1", "accepted")]
    assert shop.asked_for("inventorySetQuantities") == 0


def test_a_sale_in_between_is_seen_and_not_overwritten_blindly(shop, client):
    stocked(shop, **{"1": 5, "2": 5})
    sales = iter([-1, 0])
    seen = []

    def sell():
        shop.levels[f"{ITEM}1"][HERE] += next(sales, 0)
        seen.append(available(shop, 1))

    shop.before_set = sell
    assert [one.outcome for one in client.tell_stock([("1", 9), ("2", 9)])] == ["accepted", "accepted"]
    assert (seen, available(shop, 1), available(shop, 2)) == ([4, 4], 9, 9)


def test_a_quantity_that_never_stands_still_is_refused_and_the_others_are_told(shop, client):
    stocked(shop, **{"1": 100, "2": 5})

    def sell():
        shop.levels[f"{ITEM}1"][HERE] -= 1

    shop.before_set = sell
    told = {one.key: (one.outcome, one.code) for one in client.tell_stock([("1", 9), ("2", 9), ("3", 1)])}
    assert told["1"] == ("refused", "stale")
    assert told["3"] == ("refused", "missing")


def test_an_answer_lost_on_the_way_is_the_same_request_once(shop, client):
    stocked(shop, **{"1": 5})
    shop.fail("lost", at="inventorySetQuantities")
    assert client.tell_stock([("1", 9)]) == [Result("1", "accepted")]
    assert (len(shop.keys), available(shop, 1)) == (1, 9)


def test_stock_is_read_at_one_place_only(shop, client):
    shop.levels = {f"{ITEM}1": {HERE: 3}, f"{ITEM}2": {THERE: 9}}
    assert client.read_stock([f"{ITEM}1", "2", "7"]) == {f"{ITEM}1": 3}


def test_items_are_found_by_sku(shop, client):
    shop.skus = {f"{ITEM}1": "TEA", f"{ITEM}2": "TEA", f"{ITEM}3": "CUP"}
    assert client.items_of(["TEA", "GONE", "o'clock"]) == {"TEA": [f"{ITEM}1", f"{ITEM}2"]}


def test_a_wrong_token_is_said(shop, account, told):
    with ShopifyClient(account(shop, ShopifyCredentials("shpat_wrong"))) as client:
        with pytest.raises(Unauthorised):
            client.order("#1001")
        assert client.check().sentence == (
            "The shop does not accept the credentials. Please enter them anew."
        )
    assert "shpat_wrong" not in told()


def test_the_check_asks_for_the_shops_name(shop, client):
    assert client.check().sentence == "The connection works."
    assert shop.asked == [("shop", 200)]


def test_an_address_that_is_no_shop_is_never_called(account):
    for seller in ("chobaya.example.com", "evil.com/x.myshopify.com", "127.0.0.1", ""):
        with pytest.raises(Refused) as refused:
            ShopifyClient(Account("k", seller, ShopifyCredentials("t")))
        assert refused.value.reason == "address"


def test_trouble_is_tried_again_and_then_left_to_a_later_job(shop, client):
    shop.fail(502, times=9)
    with pytest.raises(Unavailable) as trouble:
        client.order("gid://shopify/Order/1")
    assert str(trouble.value) == "order: failing (502)"
    assert len(shop.asked) == 4


def test_a_page_instead_of_json_is_final(shop, client):
    shop.fail("broken")
    with pytest.raises(Refused) as refused:
        client.order("gid://shopify/Order/1")
    assert refused.value.reason == "unreadable"


def test_nothing_of_a_customer_reaches_the_logs(shop, client, told):
    order(shop)
    list(client.orders_since(minutes_ago(60)))
    assert "orders" in told()
    for private in ("山田", "hidden@example.jp", "1050001", "shpat_token"):
        assert private not in told()
