"""Excel in and out. What we write is read by openpyxl and what we read is made by it: foreign to our code."""

import io
import struct
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest

from app.kernel.errors import Rejected
from app.kernel.tabular import ZipLimits, read_table, write_csv, write_xlsx

# Spreadsheets know no time zones.
HALF_PAST_FIVE = datetime.fromisoformat("2026-11-21 17:30")
MIDNIGHT = datetime.fromisoformat("2026-11-21 00:00")
TOO_LARGE = "The Excel file is too large once unpacked. Split it, or save it as CSV."


def book(cells, prepare=lambda workbook: None):
    workbook = openpyxl.Workbook()
    for place, value in cells.items():
        workbook.active[place] = value
    prepare(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file


def refusal_of(file, **options):
    with pytest.raises(Rejected) as refusal:
        list(read_table(file, "a.xlsx", **options).rows)
    return str(refusal.value)


def test_cells_become_the_text_a_person_would_type():
    values = [
        "品番A",
        3,
        1234567,
        0.1 + 0.2,
        12.5,
        -0.00001,
        date(2026, 11, 21),
        HALF_PAST_FIVE,
    ]
    values += [time(9, 5), timedelta(hours=30, minutes=5), True, None, 4111111111111111, "=1+1"]
    cells = {openpyxl.utils.get_column_letter(i) + "2": value for i, value in enumerate(values, 1)}
    head = {openpyxl.utils.get_column_letter(i) + "1": f"h{i}" for i in range(1, len(values) + 1)}
    read = read_table(book({**head, **cells}), "a.xlsx")
    [(line, row)] = read.rows
    assert (line, read.encoding, len(read.header)) == (2, "xlsx", 14)
    assert row[:8] == [
        "品番A",
        "3",
        "1234567",
        "0.3",
        "12.5",
        "-0.00001",
        "2026-11-21",
        "2026-11-21 17:30:00",
    ]
    assert row[8:13] == ["09:05:00", "30:05:00", "TRUE", "", "4.11111111111111E+15"]


def test_line_numbers_are_those_the_spreadsheet_shows():
    read = read_table(
        book({"B3": "商品一覧", "B5": "品番", "C5": "品名", "D5": "数", "B6": "A", "C8": "z"}), "a.XLSX"
    )
    assert read.header == ["品番", "品名", "数"]
    assert list(read.rows) == [(6, ["A", "", ""]), (8, ["", "z", ""])]


def test_the_first_visible_sheet_is_read():
    def hide_first(workbook):
        workbook.active.sheet_state = "hidden"
        workbook.create_sheet("次").append(["品番"])

    assert read_table(book({"A1": "secret"}, hide_first), "a.xlsx").header == ["品番"]


def test_an_empty_book_is_refused():
    assert refusal_of(book({})) == "The file has no rows."


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"x" * 100, b"PK\x03\x04"])
def test_a_damaged_book_is_refused(data):
    assert refusal_of(io.BytesIO(data)).startswith("The Excel file is damaged.")


def test_a_zip_that_is_no_book_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "hello")
    assert refusal_of(file).startswith("The Excel file is damaged.")


def bomb(claimed=None):
    """30 MB of one letter in 30 kB; ``claimed`` is the size both headers give."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"A" * 30_000_000)
    if claimed is not None:
        true, said = struct.pack("<L", 30_000_000), struct.pack("<L", claimed)
        file = io.BytesIO(file.getvalue().replace(true, said))
    return file


def test_a_zip_bomb_is_refused():
    assert refusal_of(bomb()) == TOO_LARGE


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    assert refusal_of(bomb(claimed=1000)) == TOO_LARGE


def test_the_unpacked_size_is_limited():
    assert refusal_of(book({"A1": "x"}), zip_limits=ZipLimits(total_bytes=1000)) == TOO_LARGE
    assert refusal_of(book({"A1": "x"}), zip_limits=ZipLimits(entries=3)) == TOO_LARGE


@pytest.mark.parametrize(
    "respell", [lambda xml: xml, lambda xml: xml.replace(b'r="XFD1048576"', b"r = 'XFD1048576'")]
)
def test_one_cell_in_the_last_corner_is_refused_before_it_takes_all_memory(respell):
    original, changed = book({"A1": "a", "XFD1048576": "b"}), io.BytesIO()
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, respell(source.read(name)))
    assert refusal_of(changed) == (
        "The sheet reaches too far to the right or down. Delete the empty rows and columns."
    )


def sheet_of(header, rows, **options):
    file = io.BytesIO()
    result = write_xlsx(file, header, rows, **options)
    return openpyxl.load_workbook(file).active, result


def test_types_are_kept_and_the_header_is_frozen_and_filtered():
    instant = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    rows = [
        ["A1", 3, Decimal("12.5"), date(2026, 11, 21), instant, True, None],
        ["A2", None, -1, None, None, False, "x"],
    ]
    header = ["品番", "数", "単価", "納期", "更新", "在庫", "備考"]
    sheet, result = sheet_of(header, rows, sheet="商品[一覧]", formats={"単価": "#,##0.00"})
    assert [cell.value for cell in sheet[1]] == header
    assert [cell.value for cell in sheet[2]] == [
        "A1", 3, 12.5, MIDNIGHT, HALF_PAST_FIVE, True, None,
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]] == ["A2", None, -1, None, None, False, "x"]
    assert (sheet["C2"].number_format, sheet["D2"].number_format) == ("#,##0.00", "yyyy/mm/dd")
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.title) == ("A2", "A1:G3", "商品 一覧")
    assert (result.rows, result.lost) == (2, [])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "{=1}", "http://a.example", "00123", "_x0041_"])
def test_text_stays_text(text):
    sheet, _ = sheet_of(["a"], [[text]])
    assert (sheet["A2"].data_type, sheet["A2"].value.replace("_x005F", "")) == ("s", text)


def test_numbers_that_a_spreadsheet_would_round_are_text():
    sheet, _ = sheet_of(["a", "b"], [[4111111111111111, 123_456_789_012_345]])
    assert (sheet["A2"].value, sheet["B2"].value) == ("4111111111111111", 123456789012345)


def test_dates_before_1900_are_text():
    assert sheet_of(["a"], [[date(1868, 10, 23)]])[0]["A2"].value == "1868-10-23"


def test_a_text_longer_than_a_cell_is_cut_and_told():
    sheet, result = sheet_of(["長文"], [["x" * 40_000]])
    assert len(sheet["A2"].value) == 32_767
    assert [(lost.row, lost.column, len(lost.letters)) for lost in result.lost] == [
        (1, "長文", 40_000 - 32_766)
    ]


def test_without_rows_the_header_is_written():
    sheet, result = sheet_of(["品番", "数"], [])
    assert [cell.value for cell in sheet[1]] == ["品番", "数"]
    assert result.rows == 0


def test_columns_of_one_name_are_both_written():
    sheet, _ = sheet_of(["送料", "送料"], [[1, 2]])
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["送料", "送料 (2)"], [1, 2]]


def test_a_row_of_another_length_is_an_error():
    with pytest.raises(ValueError):
        sheet_of(["a", "b"], [[1]])


def test_csv_and_excel_of_one_list_read_back_alike():
    header, rows = ["コード", "数", "日"], [["001", 5, date(2026, 1, 2)], ["=x", -3, date(2026, 3, 4)]]
    text, excel = io.BytesIO(), io.BytesIO()
    write_csv(text, header, rows)
    write_xlsx(excel, header, rows)
    assert list(read_table(text, "a.csv").rows) == list(read_table(excel, "a.xlsx").rows)
