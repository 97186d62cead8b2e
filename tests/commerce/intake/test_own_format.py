"""Our own standard format: its sample by hand, and every rule of ec.md §1.8 with the cell that breaks it."""

import datetime as dt

import pytest

from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.kernel.clock import JST
from app.kernel.errors import Rejected
from tests.commerce.intake.files import as_file, changed, read_all, rows_of, sample, why

SAMPLE = sample("own_standard_orders.csv", "utf-8-sig")
ADDRESS = {
    "family": "小林", "given": "健", "company": "㈲こばやし商会", "postal": "6008216", "prefecture": "京都府",
    "city": "京都市下京区", "street": "東塩小路町７２１ー１", "phone": "075-000-1111",
}  # fmt: skip
EXPECTED = IncomingOrder(
    number="T-000123",
    ordered_at=dt.datetime(2026, 11, 5, 13, 0, tzinfo=JST),
    buyer=Person(**ADDRESS, family_kana="コバヤシ", given_kana="ケン"),
    slips=[
        IncomingSlip(
            recipient=Person(**ADDRESS), carrier="sagawa", temperature="ambient", wished_on=dt.date(2026, 11, 11),
            slot="am", pieces=2,
        )
    ],
    lines=[
        IncomingLine(key="1", name="国産はちみつ 1kg", quantity=1, price=4950, own_code="HNY-1000", rate=8),
        IncomingLine(key="2", name="ガラス保存瓶 ①号", quantity=1, price=880, own_code="JAR-01", rate=10),
        IncomingLine(key="3", name="ガラス保存瓶 ②号", quantity=1, price=990, own_code="JAR-02", rate=10,
                     cancelled=True),
    ],
    money=IncomingMoney(goods=5830, postage=660, total=6490, taxes=[(10, 1540, 140), (8, 4950, 366)]),
    payment="請求書払い",
    kind="phone",
    gift=False,
    remarks='納品書は別送\n"至急" お願いします',
    place=2,
    partial=("device", "slips.island"),
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_the_sample_is_read_as_worked_out_by_hand(encoding):
    assert read_all("own", sample("own_standard_orders.csv", encoding)) == ([EXPECTED], [])


def test_blanks_in_later_rows_are_as_in_the_first():
    header, rows = rows_of(SAMPLE)
    kept = (
        "受注番号",
        "明細番号",
        "商品コード",
        "商品名",
        "単価",
        "数量",
        "税率",
        "明細取消フラグ",
        "明細小計",
    )
    short = [
        [cell if name in kept else "" for name, cell in zip(header, row, strict=True)] for row in rows[1:]
    ]
    assert read_all("own", as_file(header, rows[0], *short)) == ([EXPECTED], [])


def test_recipients_have_numbers():
    content = changed(SAMPLE, 3, 送付先連番="2", 送付先姓="別", 送付先名="人", 温度帯="冷蔵")
    [order] = read_all("own", content)[0]
    assert [(slip.key, slip.recipient.family, slip.temperature) for slip in order.slips] == [
        ("1", "小林", "ambient"), ("2", "別", "chilled"),
    ]  # fmt: skip
    assert [line.slip for line in order.lines] == [0, 1, 0]


@pytest.mark.parametrize(
    "line, column, value, reason",
    [
        (2, "受注日時", "", "missing"),
        (2, "注文者電話番号", "", "missing"),
        (2, "送付先番地", "", "missing"),
        (3, "単価", "", "missing"),
        (2, "受注状態", "出荷待", "choice"),
        (2, "注文種別", "特別", "choice"),
        (2, "顧客区分", "団体", "choice"),
        (2, "入金状態", "済", "choice"),
        (2, "税計算区分", "内", "choice"),
        (2, "温度帯", "生", "choice"),
        (2, "お届け時間帯", "夜", "choice"),
        (2, "配送会社コード", "ヤマト", "choice"),
        (2, "個口数", "100", "pieces"),
        (2, "送付先連番", "0", "whole_number"),
        (3, "明細番号", "1", "twice"),
        (3, "明細番号", "2a", "whole_number"),
        (3, "単価", "-880", "negative"),
        (3, "数量", "1.5", "pieces"),
        (3, "数量", "-1", "pieces"),
        (3, "税率", "5", "rate"),
        (3, "商品コード", "", "no_code"),
        (3, "明細小計", "881", "subtotal"),
        (3, "明細値引額", "-10", "negative"),
        (2, "ポイント利用額", "-10", "negative"),
        (3, "請求金額", "6491", "differs"),
        (3, "送付先姓", "別", "differs"),
        (2, "受注番号", "4.05549E+11", "exponent"),
        (2, "購入者要望", "あ" * 1001, "too_long"),
        (2, "請求金額", "6,490.5", "money"),
        (2, "お届け希望日", "2026-13-01", "day"),
    ],
)
def test_a_cell_that_breaks_a_rule_is_named(line, column, value, reason):
    content = changed(SAMPLE, line, **{column: value})
    if line == 2:  # a value of the order or of its recipient stands in all rows
        content = changed(changed(content, 3, **{column: value}), 4, **{column: value})
    orders, refused = read_all("own", content)
    assert (orders, len(refused)) == ([], 3)
    assert [one for one in why(refused) if one[3] != "same_order"] == [
        ({2: 2, 3: 4}[line], column, value, reason)
    ]


def test_only_a_discount_line_has_a_negative_price():
    content = changed(SAMPLE, 3, 明細区分="値引", 単価="-100", 明細小計="-100", 商品コード="")
    [order] = read_all("own", content)[0]
    assert (order.lines[1].kind, order.lines[1].price) == ("discount", -100)


def test_an_order_is_all_or_nothing_and_the_file_is_not():
    header, rows = rows_of(SAMPLE)
    at = header.index("受注番号")
    second = [[*row[:at], "T-2", *row[at + 1 :]] for row in rows]
    second[1][header.index("数量")] = "x"
    orders, refused = read_all("own", as_file(header, *rows, *second))
    assert [order.number for order in orders] == ["T-000123"]
    assert [one.number for one in refused] == ["T-2"] * 3


def test_a_missing_column_is_named():
    header, rows = rows_of(SAMPLE)
    at = header.index("請求金額")
    with pytest.raises(Rejected) as refusal:
        read_all("own", as_file(header[:at] + header[at + 1 :], *(row[:at] + row[at + 1 :] for row in rows)))
    assert refusal.value.values == {"names": "請求金額"}


def test_the_guard_against_formulas_comes_off_again():
    content = changed(SAMPLE, 2, 購入者要望="'=1+1", 店舗メモ="'+81 90")
    [order] = read_all(
        "own", changed(changed(content, 3, 購入者要望="", 店舗メモ=""), 4, 購入者要望="", 店舗メモ="")
    )[0]
    assert (order.remarks, order.memo) == ("=1+1", "+81 90")
