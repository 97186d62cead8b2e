"""Amazon's client against an Amazon with rules of its own: restricted tokens, usage plans, feeds that take time."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from app.commerce.malls import feeds
from app.commerce.malls.accounts import AmazonCredentials, Parcel, Result
from app.commerce.malls.amazon import AmazonClient
from app.commerce.malls.failing import Refused, Unavailable
from tests.commerce.malls.conftest import SCALE
from tests.peers.amazon import Amazon

TODAY = date(2026, 11, 6)
CREDENTIALS = AmazonCredentials("amzn1.client", "amzn1.secret", "Atzr|refresh")
NUMBER = "250-1234567-1234567"


@pytest.fixture
def shop():
    with Amazon(scale=SCALE, slowness=1.0) as peer:
        yield peer


@pytest.fixture
def opened(shop, account):
    made = []

    def open_one(**settings):
        one = account(shop, CREDENTIALS, seller="A1SELLER", settings=settings)
        made.append(AmazonClient(one, patience=20, timeout=5))
        return made[-1]

    yield open_one
    [one.close() for one in made]


@pytest.fixture
def client(opened):
    return opened()


def hours_ago(hours):
    return datetime.now(UTC).replace(microsecond=0) - timedelta(hours=hours)


def order(shop, number=NUMBER, hours=1, **more):
    return shop.add(number, hours_ago(hours).isoformat(), **more)


def test_changed_orders_come_page_by_page_with_lines_and_addresses(shop, client):
    shop.page = 3
    for place in range(7):
        order(shop, f"250-{place}", hours=20 - place, lines=2)
    order(shop, "250-old", hours=50)
    found = list(client.orders_since(hours_ago(24)))
    assert [one["Order"]["AmazonOrderId"] for one in found] == [f"250-{place}" for place in range(7)]
    assert found[0]["Order"]["ShippingAddress"]["AddressLine1"] == "港区1-1"
    assert found[0]["Order"]["BuyerInfo"]["BuyerName"] == "山田花子"
    assert [line["OrderItemId"] for line in found[0]["OrderItems"]] == ["0", "1"]
    assert (shop.asked_for("getOrders"), shop.asked_for("getOrderItems")) == (3, 7)
    assert (shop.asked_for("token"), shop.asked_for("createRestrictedDataToken")) == (1, 1)
    assert shop.answered(429) == []


def test_an_order_with_many_lines_has_them_all(shop, client):
    order(shop, lines=120)
    assert len(client.order(NUMBER)["OrderItems"]) == 120


def test_what_amazon_leaves_out_is_asked_for_on_its_own(shop, client):
    shop.inline = False
    order(shop)
    order(shop, "250-pending", OrderStatus="Pending")
    document = client.order(NUMBER)["Order"]
    assert document["ShippingAddress"]["Name"] == "山田花子"
    assert document["BuyerInfo"] == {"BuyerEmail": "hidden@marketplace.amazon.co.jp", "BuyerName": "山田花子"}
    assert "ShippingAddress" not in client.order("250-pending")["Order"]
    assert (shop.asked_for("getOrderAddress"), shop.asked_for("getOrderBuyerInfo")) == (1, 1)


def test_without_the_right_to_personal_data_orders_come_without_it(shop, opened):
    shop.personal = False
    order(shop)
    with pytest.raises(Refused) as refused:
        opened().order(NUMBER)
    assert refused.value.reason == "forbidden"
    assert opened().check().sentence == (
        "The shop does not allow this to us. Please check which rights were given."
    )
    without = opened(personal=False)
    assert "ShippingAddress" not in without.order(NUMBER)["Order"]
    assert without.check().fine


def test_more_than_the_usage_plan_allows_is_waited_for(shop, client):
    for place in range(40):
        order(shop, f"250-{place:02}", hours=20)
    assert len(list(client.orders_since(hours_ago(24)))) == 40
    assert len(shop.answered(429)) <= 1


@pytest.mark.parametrize("status", [401, 403])
def test_an_ended_token_is_renewed_once(shop, client, status):
    shop.ended_with = status
    order(shop)
    client.order(NUMBER)
    shop.expire()
    assert client.order(NUMBER)["Order"]["AmazonOrderId"] == NUMBER
    assert (shop.asked_for("token"), shop.asked_for("createRestrictedDataToken")) == (2, 3)
    assert len(shop.answered(status)) == 2


def test_a_consent_that_has_ended_is_said(shop, client, told):
    shop.refresh = "Atzr|another"
    assert client.check().sentence == "The shop does not accept the credentials. Please enter them anew."
    assert shop.asked == [("token", 400)]
    assert not [one for one in ("Atzr", "amzn1.secret") if one in told()]


def test_stock_is_told_by_a_feed_and_refusals_are_named(shop, client):
    shop.listings = {sku: {"channel": "DEFAULT", "quantity": 1} for sku in ("TEA", "CUP")}
    results = client.tell_stock([("TEA", 7), ("GONE", 1), ("CUP", -2)])
    assert [(one.key, one.outcome, one.code) for one in results] == [
        ("TEA", "accepted", ""), ("GONE", "refused", "4000003"), ("CUP", "accepted", ""),
    ]  # fmt: skip
    assert (results[1].said, {one.ticket for one in results}) == ("SKUが見つかりません", set(shop.desk.feeds))
    assert {sku: one["quantity"] for sku, one in shop.listings.items()} == {"TEA": 7, "CUP": 0}


def test_a_feed_that_takes_longer_gives_a_ticket_to_ask_with(shop, opened):
    client = opened(feed_wait=0)
    shop.listings = {"TEA": {"channel": "DEFAULT", "quantity": 1}}
    [told] = client.tell_stock([("TEA", 7)])
    assert (told.outcome, told.code, told.ticket) == ("unknown", "waiting", next(iter(shop.desk.feeds)))
    assert client.stock_outcome(told.ticket, ["TEA"]) == [Result("TEA", "accepted", ticket=told.ticket)]
    assert shop.listings["TEA"]["quantity"] == 7


@pytest.mark.parametrize("end", ["FATAL", "CANCELLED"])
def test_a_feed_that_amazon_gave_up_refuses_everything(shop, client, end):
    shop.desk.ruin = end
    assert [(one.outcome, one.code) for one in client.tell_stock([("TEA", 7)])] == [("refused", end)]


def test_a_feed_is_not_handed_in_twice_when_nobody_knows(shop, client):
    shop.fail("lost", at="createFeed")
    assert client.tell_stock([("TEA", 7)]) == [Result("TEA", "unknown", "unreachable")]
    assert len(shop.desk.feeds) == 1


def test_the_token_does_not_go_to_where_documents_are_stored(shop, client):
    shop.listings = {"TEA": {"channel": "DEFAULT", "quantity": 1}}
    shop.desk.compressed = False
    assert client.tell_stock([("TEA", 7)])[0].outcome == "accepted"
    assert [said for operation, said in shop.asked if operation in ("upload", "download")] == [200, 200]


def test_parcels_of_many_orders_go_in_one_feed(shop, client):
    order(shop)
    parcel = Parcel("yamato", "444413758703", TODAY, part="11112222333344", quantity=2, method="宅急便")
    told = client.tell_shipments([(NUMBER, [parcel]), ("gone", [Parcel("sagawa", "210987654321", TODAY)])])
    assert [(one.key, one.outcome, one.code) for one in told[NUMBER] + told["gone"]] == [
        ("444413758703", "accepted", ""), ("210987654321", "refused", "99020"),
    ]  # fmt: skip
    assert shop.desk.confirmed == [
        {
            "order-id": NUMBER, "order-item-id": "11112222333344", "quantity": "2", "ship-date": "2026-11-06",
            "carrier-code": "YAMATO", "carrier-name": "", "tracking-number": "444413758703", "ship-method": "宅急便",
        }
    ]  # fmt: skip
    assert client.tell_shipment(NUMBER, [parcel])[0].outcome == "accepted"


def test_the_flat_file_begins_as_the_template_does(account, shop):
    content = feeds.shipments(account(shop, CREDENTIALS), []).decode("cp932")
    rows = list(csv.reader(io.StringIO(content), delimiter="\t"))
    assert rows[0][:2] == ["TemplateType=OrderFulfillment", "Version=2011.1102"]
    assert rows[1][:4] == ["注文番号", "注文商品番号", "出荷数", "出荷日"]
    assert (rows[2][0], rows[2][-1], len(rows)) == ("order-id", "ship-method", 3)


def test_only_what_the_seller_ships_has_a_quantity(shop, client):
    shop.listings = {
        "TEA": {"channel": "DEFAULT", "quantity": 3},
        "FBA": {"channel": "AMAZON_JP", "quantity": 9},
    }
    assert client.read_stock(["TEA", "FBA", "GONE"]) == {"TEA": 3}


def test_trouble_is_tried_again_and_then_left_to_a_later_job(shop, client):
    shop.fail(503, at="getOrder", times=9)
    with pytest.raises(Unavailable) as trouble:
        client.order(NUMBER)
    assert str(trouble.value) == "getOrder: failing (503)"
    assert shop.asked_for("getOrder") == 4


def test_a_page_instead_of_json_is_final_and_says_nothing_private(shop, client, told):
    order(shop)
    client.order(NUMBER)
    shop.fail("broken", at="getOrder")
    with pytest.raises(Refused) as refused:
        client.order(NUMBER)
    assert str(refused.value) == "getOrder: unreadable (200)"
    for private in ("山田", "hidden@", "Atza", "Atz.sprdt", "Atzr", "港区"):
        assert private not in told() + str(refused.value)


def test_an_unknown_order_is_refused(client):
    with pytest.raises(Refused) as refused:
        client.order("250-0-0")
    assert (refused.value.reason, refused.value.code) == ("refused", "NotFound")
