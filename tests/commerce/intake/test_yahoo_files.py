"""Yahoo's two files: joined by number, in whichever form it is written."""

import datetime as dt

import pytest

from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.kernel.clock import JST
from tests.commerce.intake.files import as_file, changed, read_all, rows_of, sample, why, yahoo_items

ADDRESS = {
    "family": "佐藤", "given": "一郎", "family_kana": "サトウ", "given_kana": "イチロウ", "postal": "9040414",
    "prefecture": "沖縄県", "city": "国頭郡恩納村", "street": "字前兼久‐１２３番地", "phone": "09000005678",
}  # fmt: skip
EXPECTED = IncomingOrder(
    number="farm-shop-10012345",
    ordered_at=dt.datetime(2026, 11, 5, 10, 21, tzinfo=JST),
    buyer=Person(**ADDRESS, mail="ichiro@example.com"),
    slips=[IncomingSlip(recipient=Person(**ADDRESS), service="宅配便(冷蔵)", temperature="chilled")],
    lines=[
        IncomingLine(
            key="1", name="煎茶 100g (軽減税率対象)", quantity=1, price=1080, mall_code="tea-100",
            mall_sku="tea-100-sen", options="包装:メッセージ\nあり:おめでとう",
        ),
        IncomingLine(key="2", name="湯呑み 〈小〉", quantity=2, price=990, mall_code="cup-01", discount=120),
    ],
    money=IncomingMoney(goods=2940, postage=1650, total=4590),
    payment="PayPay残高等",
    paid=True,
    place=2,
    partial=(
        "remarks", "device", "slips.wished_on", "slips.slot", "slips.label_note", "slips.card_message", "money.taxes",
    ),
)  # fmt: skip
ORDERS, ITEMS = sample("yahoo_orders.csv"), sample("yahoo_order_items.csv")


def joined(orders=ORDERS, items=ITEMS, **options):
    rest = yahoo_items(items)
    found, refused = read_all("yahoo", orders, items=rest, **options)
    return found, refused, rest


def test_the_sample_is_read_as_worked_out_by_hand():
    assert joined() == ([EXPECTED], [], {})


def test_with_prices_after_coupons_the_coupon_is_not_taken_off_again():
    [order] = joined(line_price="after_coupon")[0]
    assert ([line.discount for line in order.lines], order.money.goods) == ([0, 0], 3060)


@pytest.mark.parametrize("number", ["10012345", "farm-shop-10012345"])
def test_the_full_number_is_kept_whichever_way_it_is_written(number):
    [order] = joined(changed(ORDERS, 2, OrderId=number, Id=""), account="farm-shop")[0]
    assert order.number == "farm-shop-10012345"


def test_items_find_their_order_by_the_full_number_too():
    items = changed(changed(ITEMS, 2, OrderId="farm-shop-10012345"), 3, OrderId="farm-shop-10012345")
    assert [line.key for line in joined(items=items)[0][0].lines] == ["1", "2"]


def test_an_order_without_items_is_refused():
    orders, refused, _rest = joined(items=as_file(rows_of(ITEMS)[0], ["999", *rows_of(ITEMS)[1][0][1:]]))
    assert (orders, why(refused)) == ([], [(2, "OrderId", "10012345", "order_without_items")])


def test_items_that_no_order_takes_are_left_over():
    stray = ["999", *rows_of(ITEMS)[1][0][1:]]
    _orders, _refused, rest = joined(items=as_file(rows_of(ITEMS)[0], *rows_of(ITEMS)[1], stray))
    assert [(number, [row.line_no for row in rows]) for number, rows in rest.items()] == [("999", [4])]


@pytest.mark.parametrize(
    "shipping, paying, standing, paid",
    [
        ("0", "0", "unpaid", None),
        ("0", "1", "held", True),
        ("1", "1", "open", True),
        ("1", "0", "open", None),
        ("2", "1", "open", True),
        ("3", "1", "shipped", True),
        ("4", "1", "shipped", True),
    ],
)
def test_what_the_mall_says_of_money_and_shipping(shipping, paying, standing, paid):
    [order] = joined(changed(ORDERS, 2, ShipStatus=shipping, PayStatus=paying))[0]
    assert (order.standing, order.paid) == (standing, paid)


def more(**columns):
    """The order file of a template with more columns."""
    header, rows = rows_of(ORDERS)
    return as_file([*header, *columns], *([*row, *columns.values()] for row in rows))


@pytest.mark.parametrize(
    "status, standing", [("4", "cancelled"), ("3", "held"), ("8", "held"), ("2", "open")]
)
def test_the_state_of_the_order_when_the_template_has_it(status, standing):
    [order] = joined(more(OrderStatus=status))[0]
    assert order.standing == standing


def test_wishes_fees_and_the_payer_of_a_fuller_template():
    content = more(
        ShipRequestDate="2026/11/12", ShipRequestTime="14:00-16:00", BillName="山田 花子", BillZipCode="105-0011",
        BillPrefecture="東京都", BillCity="港区", BillAddress1="芝公園4-2-8", BillPhoneNumber="0312345678",
        BuyerComments="急ぎません", PayCharge="330", GiftWrapCharge="110", UsePoint="50", TotalCouponDiscount="620",
        GiftWrapType="包装A", GiftWrapMessage="おめでとう",
    )  # fmt: skip
    [order] = joined(content)[0]
    assert order.buyer == Person(
        family="山田", given="花子", postal="1050011", prefecture="東京都", city="港区", street="芝公園4-2-8",
        phone="0312345678", mail="ichiro@example.com",
    )  # fmt: skip
    assert (order.slips[0].wished_on, order.slips[0].slot) == (dt.date(2026, 11, 12), "14-16")
    assert order.money == IncomingMoney(
        goods=2940, postage=1650, payment_fee=330, wrapping=110, mall_coupon=500, points=50, total=4590
    )
    assert (order.remarks, order.gift, order.slips[0].card_message) == ("急ぎません", True, "おめでとう")
