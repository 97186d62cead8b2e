"""Amazon, Shopify, EC-CUBE and NextEngine: their samples, worked out by hand."""

import datetime as dt

import pytest

from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.kernel.clock import JST
from tests.commerce.intake.files import SAMPLES, as_file, changed, read_all, rows_of, sample, why

AMAZON = sample("amazon_unshipped.tsv")
JIRO = Person(
    family="鈴木", given="次郎", postal="6110021", prefecture="京都府", city="宇治市", street="1-2-3",
    building="レジデンス宇治 201号室", phone="080-0000-9999",
)  # fmt: skip


def test_amazon_ships_what_is_still_to_be_sent():
    orders, refused = read_all("amazon", AMAZON)
    assert refused == []
    assert orders == [
        IncomingOrder(
            number="250-1234567-1234567",
            ordered_at=dt.datetime(2026, 11, 5, 8, 0, tzinfo=JST),
            buyer=Person(family="鈴木", phone="080-0000-9999", mail="xyz987@marketplace.example.com"),
            slips=[IncomingSlip(recipient=JIRO, planned_on=dt.date(2026, 11, 6), service="Standard")],
            lines=[
                IncomingLine(
                    key="11112222333344", name="国産はちみつ れんげ 250g [瓶]", quantity=2, mall_code="HNY-250-RENGE"
                ),
                IncomingLine(key="11112222333355", name="ガラス保存瓶 500ml", quantity=1, mall_code="JAR-01"),
            ],
            money=IncomingMoney(goods=None, postage=None, total=None),
            payment="Amazon",
            paid=True,
            place=2,
            partial=(
                "money.goods", "money.postage", "money.wrapping", "money.other_discount", "lines.price",
                "lines.discount", "money.total", "remarks", "memo", "device", "buyer.address", "lines.rate",
                "money.taxes",
            ),
        )
    ]  # fmt: skip


def tabbed(**cells):
    """Amazon's report with cells of its first line replaced, or columns added; tabs and no quotes, as it comes."""
    lines = [line.split("\t") for line in (SAMPLES / "amazon_unshipped.tsv").read_text("utf-8").splitlines()]
    for name, value in cells.items():
        if name not in lines[0]:
            lines[0].append(name)
            for row in lines[1:]:
                row.append("")
        lines[1][lines[0].index(name)] = value
    return "\r\n".join(map("\t".join, lines)).encode("cp932")


def test_amazon_quotes_are_letters():
    [order] = read_all("amazon", tabbed(**{"product-name": '12" 皿 "白'}))[0]
    assert order.lines[0].name == '12" 皿 "白'


def test_amazon_addresses_without_a_city_are_cut_at_the_city():
    cells = {
        "ship-city": "",
        "ship-address-1": "宇治市宇治",
        "ship-address-2": "1-2-3",
        "ship-address-3": "レジデンス",
    }
    [order] = read_all("amazon", tabbed(**cells))[0]
    to = order.slips[0].recipient
    assert (to.prefecture, to.city, to.street, to.building) == ("京都府", "宇治市", "宇治1-2-3", "レジデンス")


def test_amazon_orders_that_the_buyer_wants_to_cancel_stop():
    [order] = read_all("amazon", tabbed(**{"is-buyer-requested-cancellation": "true"}))[0]
    assert (order.standing, order.marks) == ("held", ["cancel_requested"])


def test_amazon_cash_on_delivery_knows_its_total():
    [order] = read_all("amazon", tabbed(**{"payment-method": "COD", "cod-collectible-amount": "5280"}))[0]
    assert (order.payment, order.paid, order.money.total) == ("COD", None, 5280)


def test_amazon_prices_of_a_line_are_of_all_its_pieces():
    cells = {"item-price": "1000", "item-promotion-discount": "-100", "shipping-price": "350"}
    [order] = read_all("amazon", tabbed(**cells))[0]
    assert (order.lines[0].price, order.lines[0].discount) == (334, 102)
    assert order.money == IncomingMoney(goods=900, postage=350, total=1250)


def test_amazon_orders_that_are_sent_are_shipped():
    header, rows = rows_of(AMAZON)
    at = header.index("quantity-to-ship")
    done = [[*row[:at], "0", *row[at + 1 :]] for row in rows]
    [order] = read_all("amazon", as_file(header, *done, delimiter="\t"))[0]
    assert (order.standing, [line.quantity for line in order.lines]) == ("shipped", [3, 1])


SHOPIFY = (SAMPLES / "shopify_orders.csv").read_bytes()
HANAKO = Person(
    family="山田", given="花子", postal="1050011", prefecture="東京都", city="港区", street="芝公園4-2-8",
    building="第一ビル", phone="09000001234",
)  # fmt: skip


def test_shopify_values_of_the_first_row_hold_for_all():
    orders, refused = read_all("shopify", SHOPIFY)
    assert refused == []
    assert orders[0] == IncomingOrder(
        number="#1001",
        ordered_at=dt.datetime(2026, 11, 5, 11, 0, tzinfo=JST),
        buyer=Person(
            family="山田", given="花子", postal="1050011", prefecture="東京都", city="港区", street="芝公園4-2-8",
            building="第一ビル", phone="090-0000-1234", mail="hanako@example.com",
        ),
        slips=[IncomingSlip(recipient=HANAKO, wished_on=dt.date(2026, 11, 12), slot="am", service="通常配送")],
        lines=[
            IncomingLine(key="1", name="国産はちみつ - れんげ", quantity=1, price=1980, mall_code="HNY-250-RENGE"),
            IncomingLine(key="2", name="ガラス保存瓶", quantity=2, price=540, mall_code="JAR-S"),
        ],
        money=IncomingMoney(goods=3060, shop_coupon=300, total=2760),
        payment="Shopify Payments",
        paid=True,
        settlement="c123.1",
        remarks="熨斗なし\n急ぎません",
        place=2,
        partial=("device",),
    )  # fmt: skip


def test_shopify_letters_outside_cp932_stay_and_a_cancelled_order_is_cancelled():
    order = read_all("shopify", SHOPIFY)[0][1]
    to = order.slips[0].recipient
    assert (order.number, order.standing, order.place) == ("#1002", "cancelled", 6)
    assert (to.family, to.given, to.street) == ("𠮷田", "𩸽", "神宮前１−２−３ 〜 😀")
    assert (order.money.goods, order.money.total, to.postal) == (540, 540, "1500001")


def test_shopify_keys_of_delivery_apps_are_a_setting():
    content = SHOPIFY.replace("配送希望日".encode(), b"When").replace("配送時間帯".encode(), b"Slot")
    order = read_all("shopify", content)[0][0]
    assert (order.slips[0].wished_on, order.slips[0].slot) == (None, "none")
    assert order.memo == "When: 2026/11/12\nSlot: 午前中"
    order = read_all("shopify", content, date_keys=("when",), time_keys=("slot",))[0][0]
    assert (order.slips[0].wished_on, order.slips[0].slot, order.memo) == (dt.date(2026, 11, 12), "am", "")


@pytest.mark.parametrize(
    "financial, fulfilment, standing, paid",
    [
        ("paid", "", "open", True),
        ("pending", "unfulfilled", "open", None),
        ("paid", "fulfilled", "shipped", True),
        ("paid", "partial", "held", True),
        ("refunded", "", "held", True),
        ("voided", "", "cancelled", None),
    ],
)
def test_shopify_states(financial, fulfilment, standing, paid):
    content = changed(
        SHOPIFY, 2, **{"Financial Status": financial, "Fulfillment Status": fulfilment}, Notes=""
    )
    order = read_all("shopify", content)[0][0]
    assert (order.standing, order.paid) == (standing, paid)


def test_eccube_fees_discounts_and_points_are_lines():
    orders, refused = read_all("eccube4", sample("eccube4_orders.csv"))
    jiro = {
        "family": "田中", "given": "次郎", "family_kana": "タナカ", "given_kana": "ジロウ", "postal": "5300001",
        "prefecture": "大阪府", "city": "大阪市北区", "street": "梅田１丁目２番３号", "phone": "0600001111",
    }  # fmt: skip
    assert refused == []
    assert orders == [
        IncomingOrder(
            number="321",
            ordered_at=dt.datetime(2026, 11, 5, 12, 0, tzinfo=JST),
            buyer=Person(**jiro, mail="jiro@example.com"),
            slips=[
                IncomingSlip(
                    key="401", recipient=Person(**jiro), wished_on=dt.date(2026, 11, 10), slot="am", carrier="yamato",
                    service="ヤマト運輸",
                )
            ],
            lines=[
                IncomingLine(key="901", name="国産はちみつ", quantity=1, price=1000, mall_code="HNY-250-RENGE", rate=8,
                             included=False),
                IncomingLine(key="902", name="保存瓶", quantity=1, price=500, mall_code="JAR-01", rate=10,
                             included=False),
            ],
            money=IncomingMoney(goods=1630, postage=700, cod_fee=300, points=100, total=2530),
            payment="代金引換",
            customer_code="55",
            place=2,
            partial=("remarks", "device", "money.taxes"),
        )
    ]  # fmt: skip


def test_eccube_the_second_column_of_the_same_name_is_the_parcels():
    header, rows = rows_of(sample("eccube4_orders.csv"))
    first, second = (at for at, name in enumerate(header) if name == "送料")
    goods = [row for row in rows if row[header.index("明細区分(名称)")] == "商品"]
    for row in goods:
        row[first], row[second] = "700", "123"
    [order] = read_all("eccube4", as_file(header, *goods))[0]
    assert order.money.postage == 700


@pytest.mark.parametrize(
    "status, standing",
    [
        ("1", "open"),
        ("3", "cancelled"),
        ("5", "shipped"),
        ("6", "open"),
        ("7", "unfinished"),
        ("8", "unfinished"),
    ],
)
def test_eccube_states(status, standing):
    content = changed(sample("eccube4_orders.csv"), 2, **{"対応状況(ID)": status})
    assert read_all("eccube4", content)[0][0].standing == standing


def test_nextengine_marks_in_remarks_and_brackets_are_understood():
    orders, refused = read_all("nextengine", sample("nextengine_generic_orders.csv"))
    shop = {
        "family": "㈲こばやし商会", "family_kana": "コバヤシショウカイ", "postal": "6008216", "prefecture": "京都府",
        "city": "京都市下京区", "street": "東塩小路町７２１ー１", "phone": "075-000-1111",
    }  # fmt: skip
    assert refused == []
    assert orders == [
        IncomingOrder(
            number="TEL-20261105-01",
            ordered_at=dt.datetime(2026, 11, 5, 13, 0, tzinfo=JST),
            buyer=Person(**shop, mail="info@example.co.jp"),
            slips=[
                IncomingSlip(
                    recipient=Person(**shop), wished_on=dt.date(2026, 11, 11), slot="am", carrier="sagawa",
                    service="佐川急便", temperature="ambient",
                )
            ],
            lines=[
                IncomingLine(
                    key="1", name="国産はちみつ 1kg", quantity=2, price=4950, own_code="HNY-1000", mall_code="HNY-1000",
                    rate=8,
                )
            ],
            money=IncomingMoney(goods=9900, total=9900),
            payment="請求書払い",
            remarks="電話注文",
            place=2,
            partial=("device", "paid"),
        )
    ]  # fmt: skip


def test_nextengine_tax_in_its_own_column_means_prices_without_it():
    content = changed(
        sample("nextengine_generic_orders.csv"), 2, 税金="792", 合計金額="10692", その他費用="-10"
    )
    [order] = read_all("nextengine", content)[0]
    assert (order.lines[0].included, order.money.taxes) == (False, [(8, 10692, 792)])
    assert (order.money.other_fee, order.money.other_discount) == (0, 10)


def test_a_rounded_number_is_refused():
    content = changed(sample("nextengine_generic_orders.csv"), 2, 店舗伝票番号="4.05549E+11")
    assert why(read_all("nextengine", content)[1]) == [(2, "店舗伝票番号", "4.05549E+11", "exponent")]
