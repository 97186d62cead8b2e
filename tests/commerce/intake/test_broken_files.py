"""Files as the world really sends them: cut, mixed, with bytes that are no letters."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commerce.intake.formats import Options
from app.commerce.intake.gathering import Scattered, lines_of, read, scattered_numbers
from app.commerce.intake.readers import yahoo
from app.commerce.intake.recognising import FORMATS
from app.commerce.intake.refused import Refused
from app.kernel.errors import Rejected
from tests.commerce.intake.files import as_file, changed, opened, read_all, rows_of, sample, why

RAKUTEN = sample("rakuten_orders.csv")
NUMBERS = ["123456-20261105-0000100001", "123456-20261105-0000100002", "123456-20261104-0000099990"]


def numbers_of(orders):
    return [order.number for order in orders]


@pytest.mark.parametrize("byte", [b"\x80", b"\xa0", b"\xfd", b"\xff"])
def test_an_order_with_a_line_of_bad_bytes_stays_out_as_a_whole(byte):
    bad = RAKUTEN.replace("ガラス保存瓶 ①号".encode("cp932"), byte + "瓶".encode("cp932"), 1)
    header = bad.split(b"\r\n")[0] if b"\r\n" in bad else bad.split(b"\n")[0]
    many = bad + b"\r\n" * 400 + header[:0]
    orders, refused = read_all("rakuten", many)
    assert numbers_of(orders) == NUMBERS[1:]
    assert sorted((one.line, one.reason, bool(one.said)) for one in refused) == [
        (2, "unreadable", False),
        (8, "", True),
    ]


def test_more_than_one_line_in_twenty_refuses_the_file():
    with pytest.raises(Rejected) as refusal:
        read_all("rakuten", RAKUTEN.replace("髙橋".encode("cp932"), b"\xff\xff"))
    assert refusal.value.values == {"count": 4, "lines": 15}


def test_a_file_cut_inside_a_quoted_text_names_the_line():
    cut = RAKUTEN[: RAKUTEN.index("留守の時は".encode("cp932"))]
    with pytest.raises(Rejected) as refusal:
        read_all("rakuten", cut)
    assert refusal.value.values == {"line": 2}


def test_an_empty_file_is_told_so():
    with pytest.raises(Rejected) as refusal:
        opened(b"")
    assert refusal.value.message == "The file is empty."


def test_a_header_without_orders_holds_no_orders():
    assert read_all("rakuten", RAKUTEN.split(b"\n")[0] + b"\n") == ([], [])


def test_a_mark_at_the_beginning_and_blank_lines_at_the_end_do_not_matter():
    content = sample("rakuten_orders.csv", "utf-8-sig") + b"\r\n\r\n,,,\r\n"
    assert numbers_of(read_all("rakuten", content)[0]) == NUMBERS


def test_a_comment_of_two_thousand_letters_with_any_line_break_is_one_cell():
    remarks = 'あ\r\nい\nう"え,お\r\n' * 200
    assert len(remarks) >= 2000
    [*_rest, order] = read_all("rakuten", changed(RAKUTEN, 6, コメント=remarks))[0]
    assert order.remarks == remarks.strip()


def test_midnight_belongs_to_its_day_in_japan():
    content = changed(changed(RAKUTEN, 6, 注文日時="2026-11-05 23:59:59"), 4, 注文日時="2026/11/06 00:00:00")
    orders = read_all("rakuten", content)[0]
    assert orders[2].ordered_at.astimezone(dt.UTC) == dt.datetime(2026, 11, 5, 14, 59, 59, tzinfo=dt.UTC)
    assert orders[1].ordered_at.astimezone(dt.UTC) == dt.datetime(2026, 11, 5, 15, 0, tzinfo=dt.UTC)


def test_lines_of_one_order_that_stand_apart_are_gathered():
    header, rows = rows_of(RAKUTEN)
    content = as_file(header, rows[0], rows[4], rows[2], rows[1], rows[3])
    with pytest.raises(Scattered):
        read_all("rakuten", content)
    table = opened(content)
    scattered = scattered_numbers(FORMATS["rakuten"], table.header, table.rows)
    assert scattered == set(NUMBERS[:2])
    table = opened(content)
    orders = list(read(FORMATS["rakuten"], table.header, lines_of(table), Options(), scattered))
    assert [(one.order.number, [line.key for line in one.order.lines]) for one in orders] == [
        (NUMBERS[2], ["90000005"]),
        (NUMBERS[0], ["90000001", "90000002"]),
        (NUMBERS[1], ["90000003", "90000004"]),
    ]


def test_a_line_without_a_number_is_refused_alone():
    orders, refused = read_all("rakuten", changed(RAKUTEN, 6, 注文番号=" "))
    assert numbers_of(orders) == NUMBERS[:2]
    assert why(refused) == [(15, "注文番号", "", "missing")]


def test_a_line_with_too_many_cells_keeps_its_order_out():
    header, rows = rows_of(RAKUTEN)
    orders, refused = read_all("rakuten", as_file(header, *rows[:4], [*rows[4], "x"]))
    assert numbers_of(orders) == NUMBERS[:2]
    assert [(one.line, one.cells[0]) for one in refused] == [(15, NUMBERS[2])]


GARBAGE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["-9999", "４．０", "1e999", "nan", "-", "2026-02-30", "0000-00-00", "+81", "9" * 400, "0001-01-01",
                     "2026-11-05T00:00:00+99:99", "2026-11-05 00:00 -2359", "令和8年13月", "〒", "'", "①", "=1+1"]),
)  # fmt: skip
ROOM = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
READERS = [name for name in FORMATS if name not in ("yahoo", "yahoo_items")]
SAMPLES = {
    "rakuten": "rakuten_orders.csv", "amazon": "amazon_unshipped.tsv", "shopify": "shopify_orders.csv",
    "eccube4": "eccube4_orders.csv", "nextengine": "nextengine_generic_orders.csv", "own": "own_standard_orders.csv",
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
@ROOM
@given(data=st.data())
def test_no_cell_of_any_kind_makes_a_reader_fall(name, data):
    header, rows = rows_of(sample(SAMPLES[name], "utf-8"))
    for _time in range(data.draw(st.integers(1, 12))):
        row, at = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(header) - 1))
        rows[row][at] = data.draw(GARBAGE)
    try:
        found = list(read(FORMATS[name], header, enumerate(rows, 2), Options()))
    except Scattered:
        return
    lines = sum(len([one for one in found if isinstance(one, Refused)]) for _ in (0,))
    assert found
    assert lines <= len(rows)


@ROOM
@given(st.lists(st.tuples(st.sampled_from(sorted(yahoo.COLUMNS)), GARBAGE), max_size=20), GARBAGE)
def test_no_cell_makes_the_reader_of_two_files_fall(cells, item_cell):
    header = [names if isinstance(names, str) else names[0] for names in yahoo.COLUMNS.values()]
    row = dict.fromkeys(yahoo.COLUMNS, "") | {
        "number": "10012345",
        "ordered_at": "2026/11/05 10:21",
        "total": "1",
    }
    row.update((name, value) for name, value in cells if name != "number")
    items = {"10012345": [_item(item_cell)]}
    found = list(read(FORMATS["yahoo"], header, [(2, list(row.values()))], Options(items=items)))
    assert len(found) == 1


def _item(value):
    from app.commerce.intake.columns import bound

    header = ["OrderId", "LineId", "Quantity", "ItemId", "Title", "UnitPrice", "CouponDiscount"]
    return bound(header, yahoo.ITEM_COLUMNS).row(2, ["10012345", "1", "1", "a", value, value, value])
