"""A list as a file: the same rows, the same order, safe to open."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.kernel.db import session
from app.records.exports.model import Export


@pytest.fixture
def export(client, cast, run_jobs):
    """`export(format, columns, **question) -> bytes` of the finished file."""

    def exported(file_format="utf8", columns="list", **question):
        page = client(cast.buyer)
        data = {"format": file_format, "columns": columns, **question}
        answer = page.post_form("/yamada/products/exports", data, form_page="/yamada/products")
        where = answer.headers["Location"]
        run_jobs()
        assert "ファイルができました" in page.get(where).get_data(as_text=True)
        with page.get(f"{where}/file") as response:
            assert response.headers["Content-Disposition"].startswith("attachment")
            return response.data

    return exported


@pytest.fixture
def three(product, category):
    steel = category("10", "鋼材")
    product("B-2", "六角ボルト", price=1200, category_id=steel.id)
    product("A-1", "=SUM(A1:A9)", tax_code="8R")
    product("C-3", "髙級①座金𠮷")


def table(content, encoding="utf-8-sig"):
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def test_the_file_is_what_the_list_shows(export, three):
    rows = table(export())
    assert rows == [
        ["品目コード", "品目名", "分類", "仕様", "単位", "標準単価", "税区分", "状態"],
        ["A-1", "'=SUM(A1:A9)", "", "", "個", "", "8%（軽減税率）", "使用中"],
        ["B-2", "六角ボルト", "鋼材", "", "個", "1200.0000", "10%", "使用中"],
        ["C-3", "髙級①座金𠮷", "", "", "個", "", "10%", "使用中"],
    ]


def test_search_filter_and_order_go_along(export, three):
    assert [row[0] for row in table(export(sort="-code"))[1:]] == ["C-3", "B-2", "A-1"]
    assert [row[0] for row in table(export(tax_code="8R"))[1:]] == ["A-1"]
    assert [row[0] for row in table(export(q="座金"))[1:]] == ["C-3"]


def test_letters_that_shift_jis_lacks_are_marked_and_told(export, three, client, cast):
    content = export("cp932")
    assert table(content, "cp932")[3][1] == "髙級①座金〓"
    with cast.inside(cast.buyer):
        [made] = session.scalars(select(Export)).all()
        assert made.lost == [[3, "品目名", "𠮷"]]


def test_excel_keeps_types_and_never_runs_text(export, three):
    content = export("xlsx", "all")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sheet[0][:4] == ["品目コード", "品目名", "フリガナ", "分類"]
    assert sheet[1][1] == "=SUM(A1:A9)"
    assert sheet[2][sheet[0].index("標準単価")] == 1200


def test_an_export_is_its_owners(export, three, client, cast):
    export()
    with cast.inside(cast.buyer):
        [made] = session.scalars(select(Export)).all()
    assert client(cast.master_admin).get(f"/yamada/products/exports/{made.id}/file").status_code == 404


def test_who_may_not_export_is_refused(client, cast, three):
    page = client(cast.requester)
    answer = page.post_form(
        "/yamada/products/exports", {"format": "utf8", "columns": "list"}, form_page="/yamada/products"
    )
    assert answer.status_code == 403


def test_the_exported_file_goes_in_again_and_changes_nothing(export, three, inside, cast, run_jobs):
    from app.masters.products.record import PRODUCT
    from app.records.imports import operations
    from app.records.imports.model import Import

    content = export("xlsx", "all")
    with inside(cast.master_admin):
        made = operations.upload(PRODUCT, io.BytesIO(content), "品目.xlsx")
        operations.start(PRODUCT, made)
        session.commit()
    run_jobs()
    with inside(cast.master_admin):
        counts = session.get(Import, (made.tenant_id, made.id)).counts
        assert counts == {"created": 0, "updated": 0, "unchanged": 3, "refused": 0}
