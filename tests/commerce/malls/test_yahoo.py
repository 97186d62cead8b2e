"""Yahoo!ショッピング's client against one that keeps its own rules: XML, signatures, tokens of an hour."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.commerce.malls.accounts import Parcel, Result, YahooCredentials
from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.commerce.malls.xml import parsed, written
from app.commerce.malls.yahoo import YahooClient
from app.kernel import clock
from tests.commerce.malls.conftest import SCALE
from tests.peers.yahoo import Yahoo

TODAY = date(2026, 11, 27)
CREDENTIALS = YahooCredentials("client-id", "client-secret", "refresh-1")


@pytest.fixture
def shop():
    with Yahoo(scale=SCALE, slowness=1.0) as peer:
        yield peer


@pytest.fixture
def client(shop, account):
    with YahooClient(account(shop, CREDENTIALS), patience=20, timeout=5) as opened:
        yield opened


def hours_ago(hours):
    return clock.now().astimezone(clock.JST).replace(microsecond=0) - timedelta(hours=hours)


def order(shop, number="chobaya-10000001", hours=1, **more):
    return shop.add(number, hours_ago(hours).isoformat(), **more)


def test_orders_come_page_by_page_oldest_first(shop, client, monkeypatch):
    monkeypatch.setattr("app.commerce.malls.yahoo.PAGE", 3)
    for place in range(7):
        order(shop, f"chobaya-{place}", hours=20 - place)
    order(shop, "chobaya-old", hours=50)
    assert [one["OrderId"] for one in client.orders_since(hours_ago(24))] == [
        f"chobaya-{place}" for place in range(7)
    ]
    assert (shop.asked_for("orderList"), shop.asked_for("orderInfo"), shop.asked_for("token")) == (3, 7, 1)
    assert shop.answered(429) == []


def test_documents_keep_yahoos_names_and_items_are_a_list(shop, client):
    order(shop, BuyerComments="玄関前 <置き配> & 宅配ボックス")
    document = client.order("chobaya-10000001")
    assert document["BuyerComments"] == "玄関前 <置き配> & 宅配ボックス"
    assert document["Ship"]["ShipCity"] == "港区"
    assert document["Item"] == [
        {"LineId": "1", "ItemId": "tea", "SubCode": "tea-1", "Title": "茶", "Quantity": "2"}
    ]


def test_an_order_that_is_listed_and_not_given_is_told_and_the_others_come(shop, client):
    order(shop, "chobaya-1", hours=2)
    order(shop, "chobaya-2", hours=1)
    shop.fail(400, at="orderInfo")
    with pytest.raises(Refused):  # a body that is no XML is no refusal of this order
        list(client.orders_since(hours_ago(3)))
    listed = client._numbers(hours_ago(3))
    assert next(listed) == "chobaya-1"
    del shop.orders["chobaya-1"]
    client._numbers = lambda moment: iter(["chobaya-1", "chobaya-2"])
    assert [one["OrderId"] for one in client.orders_since(hours_ago(3))] == ["chobaya-2"]
    assert client.unread == (Result("chobaya-1", "unknown", "od00201", "OrderId"),)


def test_confirming_sets_the_stores_own_status_or_nothing(shop, account, client):
    made = order(shop)
    assert client.confirm("chobaya-10000001").outcome == "accepted"
    assert shop.asked_for("orderChange") == 0
    with YahooClient(account(shop, CREDENTIALS, settings={"store_status": 5})) as with_status:
        assert with_status.confirm("chobaya-10000001").outcome == "accepted"
        assert with_status.confirm("gone") == Result("gone", "refused", "od00201", "OrderId")
    assert made["StoreStatus"] == "5"


def test_two_parcels_are_told_and_a_third_is_refused(shop, client):
    made = order(shop)
    parcels = [Parcel("yamato", f"12345678901{place}", TODAY) for place in range(3)]
    results = client.tell_shipment("chobaya-10000001", parcels)
    assert [one.outcome for one in results] == ["accepted", "accepted", "refused"]
    kept = made["Ship"]
    assert (kept["ShipStatus"], kept["ShipCompanyCode"], kept["ShipDate"]) == ("3", "1001", "20261127")
    assert (kept["ShipInvoiceNumber1"], kept["ShipInvoiceNumber2"]) == ("123456789010", "123456789011")


def test_a_parcel_without_a_number_gives_its_reason_instead(shop, client):
    made = order(shop)
    assert client.tell_shipment("chobaya-10000001", [Parcel("sagawa", "", TODAY, reason="2")]) == [
        Result("", "accepted")
    ]
    assert made["Ship"]["ShipInvoiceNumberEmptyReason"] == "2"
    assert "ShipInvoiceNumber1" not in made["Ship"]


def test_shipments_of_many_orders_are_reported_one_by_one(shop, client):
    order(shop, "chobaya-1")
    parcel = Parcel("yamato", "123456789012", TODAY)
    told = client.tell_shipments([("chobaya-1", [parcel]), ("gone", [parcel])])
    assert told == {
        "chobaya-1": [Result("123456789012", "accepted")],
        "gone": [Result("123456789012", "refused", "od00201", "OrderId")],
    }


def test_orders_are_asked_for_with_the_stores_signature(account):
    with Yahoo(scale=SCALE, signed=True) as shop:
        order(shop)
        signed = replace(CREDENTIALS, public_key=shop.public_key)
        with YahooClient(account(shop, signed)) as client:
            assert client.order("chobaya-10000001")["OrderStatus"] == "2"
        with YahooClient(account(shop, CREDENTIALS)) as client, pytest.raises(Unauthorised):
            client.order("chobaya-10000001")


def test_stock_goes_a_thousand_codes_at_a_time(shop, client):
    pairs = [(f"tea:t-{place}", place) for place in range(1500)]
    assert [one.outcome for one in client.tell_stock(pairs)] == ["accepted"] * 1500
    assert shop.asked.count(("setStock", 200)) == 2
    assert client.read_stock(["tea:t-7", "TEA:T-8", "tea:t-9999"]) == {"tea:t-7": 7}


def test_a_code_that_would_break_the_list_is_never_sent_and_a_bad_one_is_found(shop, client):
    pairs = [("good", 3), ("a,b", 1), ("x", 1), ("more:one", -4)]
    outcomes = {one.key: (one.outcome, one.code) for one in client.tell_stock(pairs)}
    assert outcomes == {
        "good": ("accepted", ""),
        "a,b": ("refused", "key"),
        "x": ("refused", "st-02006"),
        "more:one": ("accepted", ""),
    }
    assert shop.stock == {"good": 3, "more:one": 0}


def test_an_answer_lost_on_the_way_is_asked_for_again_because_the_quantity_is_absolute(shop, client):
    shop.fail("lost", at="setStock")
    assert client.tell_stock([("tea", 5)]) == [Result("tea", "accepted")]
    assert shop.stock == {"tea": 5}


def test_when_yahoo_goes_away_the_outcome_is_unknown(shop, client):
    shop.fail(503, at="setStock", times=9)
    assert client.tell_stock([("tea", 5)]) == [Result("tea", "unknown", "failing")]


def test_an_ended_token_is_renewed_once(shop, client):
    order(shop)
    client.order("chobaya-10000001")
    shop.expire()
    client.order("chobaya-10000001")
    assert [operation for operation, _said in shop.asked] == [
        "token", "orderInfo", "orderInfo", "token", "orderInfo",
    ]  # fmt: skip
    assert shop.answered(401) == ["orderInfo"]


def test_ten_workers_renew_an_ended_token_once_between_them(shop, account):
    order(shop)
    kept = [CREDENTIALS]
    one = account(shop, CREDENTIALS, keep=lambda new: kept.__setitem__(0, new), recall=lambda: kept[0])
    given = []

    def work():
        with YahooClient(one) as client:
            given.append(client.order("chobaya-10000001")["OrderId"])

    threads = [threading.Thread(target=work) for _ in range(5)]
    [each.start() for each in threads]
    [each.join() for each in threads]
    assert given == ["chobaya-10000001"] * 5
    assert shop.asked_for("token") == 1
    assert kept[0].access_token in shop.tokens


def test_a_refresh_token_that_has_ended_is_said(shop, client, told):
    shop.refresh = "another"
    checked = client.check()
    assert (checked.fine, checked.sentence) == (
        False, "The shop does not accept the credentials. Please enter them anew.",
    )  # fmt: skip
    assert shop.asked == [("token", 400)]
    assert not [one for one in ("refresh-1", "client-secret", "hidden@") if one in told()]


def test_the_check_asks_for_next_to_nothing(shop, client):
    assert client.check().sentence == "The connection works."
    assert [operation for operation, _said in shop.asked] == ["token", "orderList"]


def test_too_many_requests_without_a_word_for_how_long_are_answered_with_patience(shop, client):
    order(shop)
    shop.fail(429, at="orderInfo", times=2)
    assert client.order("chobaya-10000001")["OrderStatus"] == "2"
    assert shop.answered(429) == ["orderInfo"] * 2


def test_trouble_is_tried_again_and_then_left_to_a_later_job(shop, client):
    shop.fail(500, at="orderInfo", times=9)
    with pytest.raises(Unavailable) as trouble:
        client.order("chobaya-10000001")
    assert str(trouble.value) == "orderInfo: failing (500)"
    assert shop.asked_for("orderInfo") == 4


def test_a_page_instead_of_xml_is_final(shop, client):
    shop.fail("broken", at="orderInfo")
    with pytest.raises(Refused) as refused:
        client.order("chobaya-10000001")
    assert refused.value.reason == "unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"<a>", b"", b"<a/><b/>", b"\xff\xfe",
        b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 100 + b"</a>" * 100,
    ],
)  # fmt: skip
def test_documents_that_are_none_or_want_too_much_are_refused(content):
    with pytest.raises(Refused):
        parsed(content, "orderInfo")


def test_what_is_written_is_read_again():
    document = {"Req": {"SellerId": "a&b", "Item": [{"Id": "1"}, {"Id": "<2>"}], "Empty": ""}}
    assert parsed(written(document), "x") == document
    assert written({"Req": {"Left": None, "Kept": 0}}).endswith(b"<Req><Kept>0</Kept></Req>")
