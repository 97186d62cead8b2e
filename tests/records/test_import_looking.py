"""A file is looked at before it goes in: what each row would do, field by field, in pages and as a file."""

import io
import re

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.tabular import write_xlsx
from app.masters.products.model import Product
from app.records.imports.model import Import, ImportFinding
from tests.records.importing import a_file

HEADER = ("品目コード", "品目名", "標準単価", "分類")
ROWS = (
    ("P-1", "ナット", "120", ""),
    ("P-2", "座金", "100", ""),
    ("P-3", "板", "5", ""),
    ("P-4", "四", "四百円", "無い分類"),
    ("P-2", "座金", "", ""),
)
ASKED = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def draft(client, cast, product):
    """`draft(content, name) -> (page, address)` of an uploaded file; P-1 and P-2 are there."""
    product("P-1", "ボルト", price=100)
    product("P-2", "座金", price=100)

    def drafted(content=None, name="品目.csv"):
        page = client(cast.master_admin)
        file = (io.BytesIO(content or a_file(HEADER, *ROWS)), name)
        answer = page.post_form(
            "/yamada/products/imports", {"file": file}, content_type="multipart/form-data"
        )
        return page, answer.headers["Location"]

    return drafted


def lines(response):
    """Line numbers of the findings a page shows."""
    return re.findall(r'data-label="行"[^>]*>\s*(\d+)', response.get_data(as_text=True))


def test_every_difference_is_shown_and_nothing_is_written(draft, inside, cast):
    page, where = draft()
    text = page.get(where).get_data(as_text=True)
    for part in (
        "品目名: <del>ボルト</del> → <ins>ナット</ins>",
        "標準単価: <del>100</del> → <ins>120</ins>",
    ):
        assert part in text
    assert "標準単価: 数値は" in text
    assert "3行目とコードが重複しています。" in text
    assert lines(page.get(where)) == ["2", "4", "5", "6"]
    with inside(cast.master_admin):
        made = session.scalars(select(Import)).one()
        assert made.seen["counts"] == {"created": 1, "updated": 1, "unchanged": 1, "refused": 2}
        assert made.seen["fields"] == {"name": 1, "price": 1}
        assert {row.code: row.name for row in session.scalars(select(Product))} == {
            "P-1": "ボルト",
            "P-2": "座金",
        }


@pytest.mark.parametrize(
    "asked, found",
    [
        ("?outcome=created", ["4"]),
        ("?outcome=refused", ["5", "6"]),
        ("?field=price", ["2"]),
        ("?field=spec", []),
        ("?outcome=nonsense", ["2", "4", "5", "6"]),
        ("?after=nonsense", ["2", "4", "5", "6"]),
    ],
)
def test_findings_are_narrowed_to_an_outcome_or_a_field(draft, asked, found):
    page, where = draft()
    assert lines(page.get(f"{where}{asked}", headers=ASKED)) == found


def test_the_differences_are_a_file(draft):
    page, where = draft()
    with page.get(f"{where}/differences") as response:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.data)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["行", "取込結果", "対象", "項目", "変更前", "変更後", "理由"]
    assert rows[1:4] == [
        [2, "変更", "P-1 ナット", "品目名", "ボルト", "ナット", ""],
        [2, "変更", "P-1 ナット", "標準単価", "100", "120", ""],
        [4, "新規", "P-3 板", "", "", "", ""],
    ]
    with page.get(f"{where}/differences?field=price") as response:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.data)).get_sheet_by_index(0).to_python()
    assert [row[3] for row in rows[1:]] == ["標準単価"]


def test_refused_rows_of_an_excel_file_come_back_with_marked_cells(draft):
    out = io.BytesIO()
    write_xlsx(out, HEADER, ROWS)
    page, where = draft(out.getvalue(), "品目.xlsx")
    with page.get(f"{where}/refused") as response:
        assert "xlsx" in response.headers["Content-Disposition"]
        sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert [cell.value for cell in sheet[1]] == [*HEADER, "理由"]
    bad = sheet["C2"]
    assert (bad.value, bad.comment.text) == ("四百円", sheet["E2"].value)
    assert bad.fill.fgColor.rgb == "FFF3D6CF"
    assert (sheet["A2"].value, sheet["A2"].comment) == ("P-4", None)
    assert sheet["A3"].comment is not None


def test_the_refused_file_goes_in_again_once_it_is_mended(draft, take_in, inside, cast):
    out = io.BytesIO()
    write_xlsx(out, HEADER, ROWS)
    page, where = draft(out.getvalue(), "品目.xlsx")
    with page.get(f"{where}/refused") as response:
        book = openpyxl.load_workbook(io.BytesIO(response.data))
    book.active["C2"], book.active["D2"] = 400, None
    mended = io.BytesIO()
    book.save(mended)
    made = take_in(mended.getvalue(), "直し.xlsx")
    assert made.counts == {"created": 1, "updated": 0, "unchanged": 1, "refused": 0}


def test_more_than_five_thousand_rows_are_looked_at_in_the_background(draft, run_jobs, inside, cast):
    rows = [(f"N-{n:05}", f"新{n}", "1", "") for n in range(5_050)]
    page, where = draft(a_file(HEADER, *rows, ("P-1", "最後", "", "")))
    first = page.get(where).get_data(as_text=True)
    assert "最初の5,000行" in first or "5,000" in first
    page.post_form(f"{where}/look", form_page=where)
    assert 'aria-busy="true"' in page.get(where).get_data(as_text=True)
    run_jobs()
    with inside(cast.master_admin):
        made = session.scalars(select(Import)).one()
        assert (made.seen["whole"], made.seen["counts"]["created"], made.seen["counts"]["updated"]) == (
            True,
            5_050,
            1,
        )
    assert lines(page.get(f"{where}?outcome=updated")) == ["5052"]
    following = re.search(r'href="([^"]+)"[^>]*rel="next"|rel="next"[^>]*href="([^"]+)"', first)
    assert len(lines(page.get((following[1] or following[2]).replace("&amp;", "&")))) == 50


def test_what_was_found_is_gone_once_the_file_went_in(draft, run_jobs, inside, cast):
    page, where = draft()
    page.post_form(f"{where}/intake", form_page=where)
    run_jobs()
    with inside(cast.master_admin):
        assert list(session.scalars(select(ImportFinding))) == []
        assert session.scalars(select(Import)).one().state == "done"
    assert page.get(f"{where}/look", headers=ASKED).status_code == 303
