"""Rakuten's sample, worked out by hand, and what its columns may hold."""

import datetime as dt

import pytest

from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.kernel.clock import JST
from tests.commerce.intake.files import as_file, changed, read_all, rows_of, sample, why

ORDERED = dt.datetime(2026, 11, 5, 9, 12, 33, tzinfo=JST)
STREET = "芝公園４－２－８　第①芝公園ﾋﾞﾙ 3F"
HANAKO = Person(
    family="髙橋", given="花子", family_kana="タカハシ", given_kana="ハナコ", postal="1050011", prefecture="東京都",
    city="港区", street=STREET, phone="090-0000-1234",
)  # fmt: skip
HANAKO_BUYS = Person(
    family="髙橋", given="花子", family_kana="タカハシ", given_kana="ハナコ", postal="1050011", prefecture="東京都",
    city="港区", street=STREET, phone="090-0000-1234", mail="abc123s1@pc.example.ne.jp",
)  # fmt: skip
COMMENT = (
    "[配送日時指定:]\n2026-11-09(月)\n14:00～16:00\n[備考:]\n"
    '留守の時は"玄関前"に置いてください, よろしくお願いします'
)
HONEY = IncomingLine(
    key="90000001", name='【送料別】国産ﾊﾁﾐﾂ 250g 2本で"お得" れんげ蜂蜜', quantity=2, price=1980,
    own_code="HNY-250-RENGE", mall_code="hny-250", mall_sku="renge", options="種類:れんげ\n熨斗:不要", rate=8,
)  # fmt: skip
JAR = IncomingLine(
    key="90000002", name="ガラス保存瓶 ①号 500ml", quantity=1, price=880, own_code="JAR-01", mall_code="jar-01",
    mall_sku="normal-inventory", rate=10,
)  # fmt: skip
TWO_RATES = IncomingOrder(
    number="123456-20261105-0000100001",
    ordered_at=ORDERED,
    buyer=HANAKO_BUYS,
    slips=[
        IncomingSlip(
            key="70000001", recipient=HANAKO, wished_on=dt.date(2026, 11, 9), slot="14-16", service="宅配便",
            temperature="ambient", island=False,
        )
    ],
    lines=[HONEY, JAR],
    money=IncomingMoney(
        goods=4840, postage=660, shop_coupon=500, points=300, total=4700, taxes=[(10, 1365, 124), (8, 3335, 247)]
    ),
    payment="クレジットカード",
    device="smartphone",
    remarks=COMMENT,
    place=2,
)  # fmt: skip
GIFT = IncomingOrder(
    number="123456-20261105-0000100002",
    ordered_at=ORDERED,
    buyer=Person(
        family="山﨑", given="太郎", family_kana="ヤマサキ", given_kana="タロウ", postal="1050011", prefecture="東京都",
        city="港区", street=STREET, phone="090-0000-1234", mail="abc123s1@pc.example.ne.jp",
    ),
    slips=[
        IncomingSlip(
            key="70000002", recipient=HANAKO, service="宅配便", temperature="ambient", noshi="御歳暮",
            noshi_name="山﨑",
            wrapping="和柄",
        ),
        IncomingSlip(
            key="70000003",
            recipient=Person(
                family="㈱ははじま商店", given="御中", family_kana="ハハジマショウテン", postal="1002101",
                prefecture="東京都", city="小笠原村", street="父島字西町ー１２", phone="090-0000-1234",
            ),
            service="宅配便", temperature="ambient", noshi="御歳暮", noshi_name="山﨑", wrapping="和柄",
        ),
    ],
    lines=[
        IncomingLine(
            key=key, name="国産はちみつギフト 桐箱入", quantity=1, price=3960, slip=slip, own_code="HNY-GIFT",
            mall_code="hny-gift", mall_sku="normal-inventory", rate=8,
        )
        for key, slip in (("90000003", 0), ("90000004", 1))
    ],
    money=IncomingMoney(goods=7920, postage=None, wrapping=110, total=None),
    payment="銀行振込",
    device="smartphone",
    gift=True,
    place=13,
)  # fmt: skip
CANCELLED = IncomingOrder(
    number="123456-20261104-0000099990",
    ordered_at=ORDERED,
    buyer=HANAKO_BUYS,
    slips=[
        IncomingSlip(
            key="70000001", recipient=HANAKO, wished_on=dt.date(2026, 11, 9), slot="14-16", service="宅配便",
            temperature="ambient", island=False,
        )
    ],
    lines=[
        IncomingLine(
            key="90000005", name="ガラス保存瓶 ①号 500ml", quantity=1, price=880, own_code="JAR-01", mall_code="jar-01",
            mall_sku="normal-inventory", rate=10,
        )
    ],
    money=IncomingMoney(goods=880, postage=660, total=1540, taxes=[(10, 1540, 140)]),
    standing="cancelled",
    payment="クレジットカード",
    device="smartphone",
    place=15,
)  # fmt: skip


def test_the_sample_is_read_as_worked_out_by_hand():
    orders, refused = read_all("rakuten", sample("rakuten_orders.csv"))
    assert orders[0] == TWO_RATES
    assert orders[1] == GIFT
    assert orders[2] == CANCELLED
    assert (len(orders), refused) == (3, [])


def test_columns_are_found_by_name_in_any_order_and_unknown_ones_are_ignored():
    header, rows = rows_of(sample("rakuten_orders.csv"))
    turned = [[*reversed(row), "x"] for row in rows]
    orders, _refused = read_all("rakuten", as_file([*reversed(header), "置き配"], *turned))
    for order in orders:
        order.place = 0
    expected = [TWO_RATES, GIFT, CANCELLED]
    assert [order.number for order in orders] == [order.number for order in expected]
    assert [order.lines for order in orders] == [order.lines for order in expected]
    assert [order.money for order in orders] == [order.money for order in expected]


def test_a_template_without_remarks_cannot_blank_the_remarks_that_are_known():
    header, rows = rows_of(sample("rakuten_orders.csv"))
    at = header.index("コメント")
    content = as_file(header[:at] + header[at + 1 :], *(row[:at] + row[at + 1 :] for row in rows))
    orders, _refused = read_all("rakuten", content)
    assert {order.partial for order in orders} == {("remarks",)}


@pytest.mark.parametrize(
    "status, standing, paid",
    [
        ("100", "open", None),
        ("200", "unpaid", False),
        ("300", "open", True),
        ("400", "held", None),
        ("500", "shipped", True),
        ("600", "shipped", True),
        ("700", "shipped", True),
        ("800", "held", None),
        ("900", "cancelled", None),
    ],
)
def test_every_status_of_the_mall_is_understood(status, standing, paid):
    orders, _refused = read_all("rakuten", changed(sample("rakuten_orders.csv"), 6, ステータス=status))
    assert (orders[2].standing, orders[2].paid, orders[2].marks) == (standing, paid, [])


def test_a_status_nobody_knows_holds_the_order_for_a_person():
    orders, _refused = read_all("rakuten", changed(sample("rakuten_orders.csv"), 6, ステータス="150"))
    assert (orders[2].standing, orders[2].marks) == ("held", ["not_understood"])


def test_what_the_mall_still_checks_must_not_ship():
    content = changed(
        sample("rakuten_orders.csv"), 6, ステータス="300", 楽天確認中フラグ="1", 警告表示タイプ="2"
    )
    orders, _refused = read_all("rakuten", content)
    assert (orders[2].standing, orders[2].marks) == ("held", ["mall_confirming", "mall_warning"])


@pytest.mark.parametrize(
    "said, slot",
    [("0", "14-16"), ("", "14-16"), ("1", "am"), ("2", "pm"), ("1214", "12-14"), ("1921", "19-21")],
)
def test_time_slots_of_the_mall_come_before_what_the_buyer_wrote(said, slot):
    remarks = "[配送日時指定:]\r\n2026-11-10(火)\r\n14:00～16:00\r\n[備考:]\r\n"
    content = changed(sample("rakuten_orders.csv"), 6, お届け時間帯=said, お届け日指定="", コメント=remarks)
    orders, _refused = read_all("rakuten", content)
    assert orders[2].slips[0].slot == slot


def test_a_wish_under_the_label_of_the_form_is_read_when_the_columns_are_empty():
    remarks = "[配送日時指定:]\r\n2026-11-10(火)\r\n午前中\r\n[備考:]\r\n"
    content = changed(sample("rakuten_orders.csv"), 6, お届け時間帯="", お届け日指定="", コメント=remarks)
    [*_rest, order] = read_all("rakuten", content)[0]
    assert (order.slips[0].wished_on, order.slips[0].slot) == (dt.date(2026, 11, 10), "am")
    assert order.remarks == remarks.strip()


def test_the_empty_form_is_no_remark():
    content = changed(sample("rakuten_orders.csv"), 6, コメント="[配送日時指定:]\r\n[備考:]\r\n")
    assert read_all("rakuten", content)[0][2].remarks == ""


def test_a_wish_that_cannot_be_understood_is_put_before_a_person():
    content = changed(sample("rakuten_orders.csv"), 6, お届け時間帯="9", お届け日指定="")
    [*_rest, order] = read_all("rakuten", content)[0]
    assert (order.slips[0].slot, order.remarks, order.marks) == ("none", "お届け希望: 9", ["not_understood"])


def test_a_line_that_cannot_be_read_keeps_its_whole_order_out_and_nothing_else():
    orders, refused = read_all("rakuten", changed(sample("rakuten_orders.csv"), 3, 個数="2コ"))
    assert [order.number[-2:] for order in orders] == ["02", "90"]
    assert why(refused) == [(2, "", "", "same_order"), (8, "個数", "2コ", "pieces")]


def test_amounts_in_full_width_and_with_commas_are_amounts():
    content = changed(sample("rakuten_orders.csv"), 6, 請求金額="１，５４０", 送料合計="660円")
    money = read_all("rakuten", content)[0][2].money
    assert (money.total, money.postage) == (1540, 660)
