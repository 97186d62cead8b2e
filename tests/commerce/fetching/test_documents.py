"""What the malls' documents say, as orders of ours."""

import datetime as dt

import pytest

from app.commerce.intake.cells import BadCell
from app.commerce.intake.documents import number_of, order_of
from app.commerce.intake.formats import Options
from app.kernel.clock import JST
from tests.commerce.fetching import documents

OPTIONS = Options(account="chobaya")
MORNING = dt.datetime(2026, 11, 5, 10, 15, tzinfo=JST)


def test_a_document_of_rakuten():
    made = order_of("rakuten", documents.rakuten(), OPTIONS)
    assert (made.number, made.ordered_at, made.standing, made.paid) == (
        documents.NUMBER,
        MORNING,
        "open",
        True,
    )
    assert (made.payment, made.device, made.remarks) == (
        "クレジットカード", "smartphone", "[備考:]\n玄関先に置いてください",
    )  # fmt: skip
    assert (made.buyer.family, made.buyer.mail, made.buyer.phone) == (
        "山田",
        "r@pseudo.example",
        "090-1234-5678",
    )
    [slip] = made.slips
    assert (slip.key, slip.recipient.city, slip.wished_on, slip.slot, slip.temperature, slip.noshi, slip.carrier) == (
        "10000001", "港区", dt.date(2026, 11, 10), "14-16", "chilled", "御歳暮", "yamato",
    )  # fmt: skip
    told = [
        (one.key, one.own_code, one.mall_code, one.mall_sku, one.quantity, one.price, one.rate) for one in made.lines
    ]  # fmt: skip
    assert told == [
        ("1", "TEA-1", "tea", "s1", 2, 1100, 10), ("2", "MOCHI", "mochi", "normal-inventory", 1, 540, 8),
    ]  # fmt: skip
    money = made.money
    assert (money.goods, money.postage, money.points, money.total) == (2740, 600, 100, 3240)
    assert money.taxes == [(10, 2700, 245), (8, 540, 40)]


def test_rakutens_amounts_that_are_not_fixed_deleted_items_and_flags():
    document = documents.rakuten(postagePrice=-9999, requestPrice=-9999, rakutenConfirmFlag=1)
    document["PackageModelList"][0]["ItemModelList"][1]["deleteItemFlag"] = 1
    made = order_of("rakuten", document, OPTIONS)
    assert (made.money.postage, made.money.total, made.standing, made.marks) == (
        None, None, "held", ["mall_confirming"],
    )  # fmt: skip
    assert [one.cancelled for one in made.lines] == [False, True]
    assert order_of("rakuten", documents.rakuten(orderProgress=900), OPTIONS).standing == "cancelled"


def test_a_document_of_yahoo():
    made = order_of("yahoo", documents.yahoo(), OPTIONS)
    assert (made.number, made.ordered_at, made.standing, made.paid) == (
        "chobaya-10000001",
        MORNING,
        "open",
        True,
    )
    assert (made.buyer.family, made.buyer.given, made.buyer.mail) == ("山田", "花子", "hanako@example.com")
    [slip] = made.slips
    assert (slip.recipient.family, slip.recipient.building, slip.wished_on, slip.slot, slip.temperature) == (
        "佐藤", "ビル5F", dt.date(2026, 11, 10), "14-16", "chilled",
    )  # fmt: skip
    [line] = made.lines
    assert (line.key, line.mall_code, line.mall_sku, line.quantity, line.price, line.rate, line.options) == (
        "1", "tea", "tea-1", 2, 1100, 10, "包装\nあり",
    )  # fmt: skip
    assert (made.money.postage, made.money.points, made.money.total) == (600, 50, 2750)
    assert order_of("yahoo", documents.yahoo(OrderStatus="4"), OPTIONS).standing == "cancelled"


def test_a_document_of_amazon_is_about_what_is_still_to_be_sent():
    made = order_of("amazon", documents.amazon(), OPTIONS)
    assert (made.number, made.ordered_at, made.standing, made.paid) == (
        "250-1234567-1234567",
        MORNING,
        "open",
        True,
    )
    [line], [slip] = made.lines, made.slips
    assert (line.key, line.mall_code, line.quantity, line.price) == ("11112222333344", "TEA", 1, 1100)
    assert (slip.recipient.prefecture, slip.recipient.city, slip.recipient.street, slip.slot) == (
        "東京都", "港区", "芝公園1-2-3", "14-16",
    )  # fmt: skip
    assert made.money.total == 2600


def test_what_amazon_ships_itself_is_no_order_of_ours_and_wishes_to_cancel_hold():
    assert (
        order_of("amazon", documents.amazon({"FulfillmentChannel": "AFN"}), OPTIONS).standing == "unfinished"
    )
    wish = {"BuyerRequestedCancel": {"IsBuyerRequestedCancel": "true"}}
    made = order_of("amazon", documents.amazon(item=wish), OPTIONS)
    assert (made.standing, made.marks) == ("held", ["cancel_requested"])
    assert order_of("amazon", documents.amazon({"OrderStatus": "Canceled"}), OPTIONS).standing == "cancelled"


def test_an_amazon_order_without_personal_data_blanks_nothing_that_is_known():
    document = documents.amazon({"ShippingAddress": None, "BuyerInfo": None})
    assert set(order_of("amazon", document, OPTIONS).partial) >= {"slips", "buyer"}


def test_a_document_of_shopify():
    made = order_of("shopify", documents.shopify(), OPTIONS)
    assert (made.number, made.ordered_at, made.standing, made.paid) == ("#1001", MORNING, "open", True)
    [line], [slip] = made.lines, made.slips
    assert (line.mall_code, line.quantity, line.price, line.rate, line.kind) == (
        "TEA-1",
        2,
        1100,
        10,
        "goods",
    )
    assert (slip.recipient.prefecture, slip.recipient.phone, slip.wished_on) == (
        "東京都", "09012345678", dt.date(2026, 11, 10),
    )  # fmt: skip
    assert (made.money.postage, made.money.total, made.money.taxes) == (600, 2800, [(10, 2800, 254)])
    cancelled = documents.shopify(cancelledAt="2026-11-05T02:00:00Z")
    assert order_of("shopify", cancelled, OPTIONS).standing == "cancelled"


def test_another_currency_and_parts_of_a_yen_are_refused():
    with pytest.raises(BadCell):
        order_of("shopify", documents.shopify(currencyCode="USD"), OPTIONS)
    with pytest.raises(BadCell):
        order_of("shopify", documents.shopify(totalPriceSet=documents.money("28.50")), OPTIONS)


@pytest.mark.parametrize("kind", ["rakuten", "yahoo", "amazon", "shopify"])
@pytest.mark.parametrize("document", [{}, {"orderNumber": "1"}, {"Order": None}, {"name": []}])
def test_a_document_of_another_shape_is_refused_and_never_a_crash(kind, document):
    number_of(kind, document)
    with pytest.raises(BadCell):
        order_of(kind, document, OPTIONS)
