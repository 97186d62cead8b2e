"""Rakuten's client against a Rakuten that keeps its own rules."""

from datetime import date, datetime, timedelta

import pytest

from app.commerce.malls.accounts import Parcel, RakutenCredentials, Result
from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.commerce.malls.rakuten import RakutenClient
from app.kernel import clock
from tests.commerce.malls.conftest import PACE, SCALE
from tests.peers.rakuten import Rakuten

SECRET, KEY = "SP000000_secret", "SL000000_key"
TODAY = date(2026, 11, 27)


@pytest.fixture
def shop():
    with Rakuten(scale=SCALE, slowness=1.0) as peer:
        yield peer


@pytest.fixture
def client(shop, account):
    with RakutenClient(account(shop, RakutenCredentials(SECRET, KEY)), patience=20, timeout=5) as opened:
        yield opened


@pytest.fixture
def impatient(shop, account):
    with RakutenClient(account(shop, RakutenCredentials(SECRET, KEY)), patience=10, timeout=0.4) as opened:
        yield opened


def days_ago(days, second=0):
    return clock.now().astimezone(clock.JST).replace(microsecond=0) - timedelta(days=days, seconds=second)


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S%z")


def order(shop, number="123456-20261127-0000000001", days=1, **more):
    return shop.add(number, stamp(days_ago(days)), **more)


def test_orders_come_page_by_page_a_hundred_numbers_at_a_time_oldest_first(shop, client, monkeypatch):
    monkeypatch.setattr("app.commerce.malls.rakuten.PAGE", 120)
    wanted = [f"123456-20261127-{place:010d}" for place in range(250)]
    for place, number in enumerate(wanted):
        shop.add(number, stamp(days_ago(2, -place)))
    assert [one["orderNumber"] for one in client.orders_since(days_ago(3))] == wanted
    assert (shop.asked_for("searchOrder"), shop.asked_for("getOrder")) == (3, 3)
    assert shop.answered(429) == []


def test_a_long_time_is_asked_for_in_windows_of_63_days_and_no_further_back_than_two_years(shop, client):
    for days in (10, 70, 400, 800):
        order(shop, f"n-{days}", days)
    found = [one["orderNumber"] for one in client.orders_since(days_ago(1000))]
    assert found == ["n-400", "n-70", "n-10"]
    assert set(shop.asked) == {("searchOrder", 200), ("getOrder", 200)}


def test_a_span_with_more_hits_than_rakuten_gives_is_halved(shop, client, monkeypatch):
    shop.cut_off = 4
    monkeypatch.setattr("app.commerce.malls.rakuten.CUT_OFF", 4)
    for place in range(10):
        shop.add(f"n-{place}", stamp(days_ago(1, -place * 600)))
    found = [one["orderNumber"] for one in client.orders_since(days_ago(2))]
    assert found == [f"n-{place}" for place in range(10)]


def test_documents_keep_rakutens_names(shop, client):
    order(shop, remarks="[配送日時指定:]\n2026-12-01")
    document = client.order("123456-20261127-0000000001")
    assert document["remarks"] == "[配送日時指定:]\n2026-12-01"
    assert document["PackageModelList"][0]["ItemModelList"][0]["itemName"] == "茶"


def test_an_order_that_is_named_and_not_given_is_told(shop, client):
    order(shop)
    list(client._get(["123456-20261127-0000000001", "gone"]))
    assert [(one.key, one.outcome, one.code) for one in client.unread] == [
        ("gone", "unknown", "ORDER_EXT_API_GET_ORDER_ERROR_010")
    ]
    with pytest.raises(Refused) as refused:
        client.order("gone")
    assert refused.value.code == "ORDER_EXT_API_GET_ORDER_ERROR_010"


def test_confirming_moves_an_order_on_and_a_repeat_is_harmless(shop, client):
    made = order(shop)
    shop.fail("lost", at="confirmOrder")
    for _again in range(2):
        assert client.confirm(made["orderNumber"]).outcome == "accepted"
        assert made["orderProgress"] == 300


def test_what_is_cancelled_or_unknown_is_not_confirmed(shop, client):
    made = order(shop, orderProgress=900)
    for number in (made["orderNumber"], "gone"):
        refused = client.confirm(number)
        assert (refused.outcome, refused.code) == ("refused", "ORDER_EXT_API_CONFIRM_ORDER_ERROR_015")


def test_parcels_are_told_and_a_repeat_adds_nothing(shop, client):
    made = order(shop, orderProgress=300)
    parcels = [Parcel("yamato", "123456789012", TODAY), Parcel("sagawa", "210987654321", TODAY)]
    for _again in range(2):
        assert client.tell_shipment(made["orderNumber"], parcels) == [
            Result("123456789012", "accepted"),
            Result("210987654321", "accepted"),
        ]
    kept = made["PackageModelList"][0]["ShippingModelList"]
    assert [(one["deliveryCompany"], one["shippingNumber"], one["shippingDate"]) for one in kept] == [
        ("1001", "123456789012", "2026-11-27"),
        ("1002", "210987654321", "2026-11-27"),
    ]


def test_of_two_parcels_the_refused_one_is_named(shop, client):
    made = order(shop, orderProgress=300)
    parcels = [Parcel("bicycle", "1", TODAY), Parcel("yamato", "2", TODAY)]
    refused, taken = client.tell_shipment(made["orderNumber"], parcels)
    assert (refused.key, refused.outcome) == ("1", "refused")
    assert refused.code == "ORDER_EXT_API_UPDATE_ORDERSHIPPING_ERROR_017"
    assert taken == Result("2", "accepted")


def test_an_answer_lost_on_the_way_does_not_tell_a_parcel_twice(shop, client):
    made = order(shop, orderProgress=300)
    shop.fail("lost", at="updateOrderShipping")
    with pytest.raises(Unavailable) as trouble:
        client.tell_shipment(made["orderNumber"], [Parcel("yamato", "123456789012", TODAY)])
    assert trouble.value.sure is False
    assert shop.asked_for("updateOrderShipping") == 1
    assert client.tell_shipment(made["orderNumber"], [Parcel("yamato", "123456789012", TODAY)]) == [
        Result("123456789012", "accepted")
    ]
    assert len(made["PackageModelList"][0]["ShippingModelList"]) == 1


def test_when_rakuten_goes_away_the_orders_after_it_are_unknown(shop, client):
    first, second = order(shop, "n-1", orderProgress=300), order(shop, "n-2", orderProgress=300)
    shop.fail(503, at="updateOrderShipping", times=9)
    parcels = [Parcel("yamato", "1", TODAY)]
    told = client.tell_shipments([(first["orderNumber"], parcels), (second["orderNumber"], parcels)])
    unknown = [Result("1", "unknown", "failing")]
    assert told == {"n-1": unknown, "n-2": unknown}
    assert shop.asked_for("updateOrderShipping") == 1


def test_a_thousand_quantities_go_in_three_requests_one_a_second(shop, client):
    for place in range(1000):
        shop.sell("tea", f"v{place}", 0)
    pairs = [(f"TEA:v{place}", place) for place in range(1000)]
    results = client.tell_stock(pairs)
    assert [(one.key, one.outcome) for one in results] == [(key, "accepted") for key, _quantity in pairs]
    assert shop.asked == [("bulk-upsert", 204)] * 3
    assert shop.stock["tea", "v999"] == 999


def test_one_bad_entry_is_found_and_the_others_go_in(shop, client):
    pairs = [(f"tea:v{place}", 5) for place in range(9)] + [("tea:悪い", 5), ("nokey", 5)]
    outcomes = {one.key: (one.outcome, one.code) for one in client.tell_stock(pairs)}
    assert outcomes.pop("tea:悪い") == ("refused", "IE0105")
    assert outcomes.pop("nokey") == ("refused", "key")
    assert outcomes == {f"tea:v{place}": ("accepted", "") for place in range(9)}
    assert len(shop.stock) == 9


def test_quantities_are_kept_within_what_rakuten_takes(shop, client):
    client.tell_stock([("tea:a", -3), ("tea:b", 250_000)])
    assert shop.stock == {("tea", "a"): 0, ("tea", "b"): 99_999}


def test_an_unknown_sku_is_taken_in_silence_and_missing_a_day_later(shop, client):
    shop.sell("tea", "Big", 1)
    told = client.tell_stock([("Tea:Big", 4), ("tea:never", 7)])
    assert [one.outcome for one in told] == ["accepted", "accepted"]
    shop.purge()
    assert client.read_stock(["Tea:Big", "tea:big", "tea:never"]) == {"Tea:Big": 4}


def test_too_many_requests_are_waited_out_and_not_answered_with_more(shop, client):
    order(shop)
    shop.fail(429, at="getOrder", times=2, **{"Retry-After": "0.1"})
    assert client.order("123456-20261127-0000000001")["orderProgress"] == 100
    assert shop.asked == [("getOrder", 429)] * 2 + [("getOrder", 200)]


def test_a_long_wait_is_left_to_the_next_job(shop, client):
    shop.fail(429, at="getOrder", **{"Retry-After": "3600"})
    with pytest.raises(Unavailable) as trouble:
        client.order("n")
    assert (trouble.value.reason, trouble.value.after) == ("busy", 3600)
    with pytest.raises(Unavailable) as again:
        client.order("n")
    assert 3590 < again.value.after <= 3600
    assert len(shop.asked) == 1


def test_a_shop_in_trouble_is_tried_four_times(shop, client):
    shop.fail(500, times=9)
    with pytest.raises(Unavailable) as trouble:
        client.order("n")
    assert (trouble.value.reason, trouble.value.status) == ("failing", 500)
    assert shop.asked == [("getOrder", 500)] * 4


def test_trouble_that_passes_is_not_noticed(shop, impatient):
    order(shop)
    shop.fail("cut")
    shop.fail("slow")
    shop.fail(502)
    assert impatient.order("123456-20261127-0000000001")["orderProgress"] == 100
    assert [said for _operation, said in shop.asked] == ["cut", "slow", 502, 200]


def test_a_shop_that_never_answers_is_left_after_its_time(shop, impatient):
    shop.fail("slow", times=9)
    with pytest.raises(Unavailable) as trouble:
        impatient.order("n")
    assert (trouble.value.reason, trouble.value.sure) == ("slow", False)


def test_an_answer_nobody_can_read_is_final(shop, client):
    shop.fail("broken", times=9)
    with pytest.raises(Refused) as refused:
        client.order("n")
    assert str(refused.value) == "getOrder: unreadable (200)"
    assert refused.value.sentence == "The shop's answer cannot be read."
    assert len(shop.asked) == 1


def test_wrong_credentials_are_said_and_not_tried_again(shop, account, told):
    with RakutenClient(account(shop, RakutenCredentials("SP_wrong_secret", "SL_wrong_key"))) as client:
        with pytest.raises(Unauthorised) as refused:
            client.order("n")
        checked = client.check()
    assert (checked.fine, checked.sentence) == (
        False, "The shop does not accept the credentials. Please enter them anew.",
    )  # fmt: skip
    assert len(shop.asked) == 2
    for secret in ("SP_wrong", "SL_wrong", "U1Bfd3Jvbmdf"):
        assert secret not in told() + str(refused.value) + repr(refused.value) + repr(client.account)


def test_the_check_tells_until_when_the_licence_holds(shop, client):
    checked = client.check()
    assert (checked.fine, checked.sentence) == (True, "The connection works.")
    assert checked.ends_at == datetime(2027, 2, 25, 23, 59, 59, tzinfo=clock.JST)
    assert client.caller.pace == PACE


def test_nothing_of_a_customer_reaches_logs_or_exceptions(shop, client, told):
    order(shop)
    list(client.orders_since(days_ago(2)))
    shop.fail(500, times=9)
    with pytest.raises(Unavailable) as trouble:
        client.order("123456-20261127-0000000001")
    said = told() + str(trouble.value)
    assert "getOrder" in said
    for private in ("山田", "hidden@example.jp", "0000000001", KEY, SECRET):
        assert private not in said
