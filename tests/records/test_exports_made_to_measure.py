"""Files made to measure: which columns, in which order, in which format; kept as templates."""

import csv
import io
import re

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.records.exports.model import Export, ExportTemplate
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from tests.records.test_own_fields import FIELDS, codes

NEW = "/yamada/products/exports/new"


@pytest.fixture
def export(client, cast, run_jobs):
    """`export(names, question in the address, **settings) -> bytes` by the page, as the buyer."""

    def exported(names, address="", **settings):
        page = client(cast.buyer)
        data = {
            "format": "utf8",
            "newline": "crlf",
            "quoting": "minimal",
            "listed": names,
            "names": names,
            **settings,
        }
        answer = page.post_form("/yamada/products/exports", data, form_page=f"{NEW}{address}")
        assert answer.status_code == 303, answer.get_data(as_text=True)
        run_jobs()
        with page.get(f"{answer.headers['Location']}/file") as response:
            return response.data

    return exported


@pytest.fixture
def two(product):
    return product("A-1", "六角ボルト", price=1200), product("B-2", 'M8 "特", 注', tax_code="8R")


def test_columns_come_in_the_order_chosen_with_state_and_id(export, two):
    text = export(["state", "name", "id", "code"]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["状態", "品目名", "内部ID", "品目コード"],
        ["使用中", "六角ボルト", str(two[0].id), "A-1"],
        ["使用中", 'M8 "特", 注', str(two[1].id), "B-2"],
    ]


@pytest.mark.parametrize(
    "newline, quoting, text",
    [
        ("crlf", "minimal", '品目コード,品目名\r\nA-1,六角ボルト\r\nB-2,"M8 ""特"", 注"\r\n'),
        ("lf", "minimal", '品目コード,品目名\nA-1,六角ボルト\nB-2,"M8 ""特"", 注"\n'),
        ("lf", "all", '"品目コード","品目名"\n"A-1","六角ボルト"\n"B-2","M8 ""特"", 注"\n'),
    ],
)
def test_newlines_and_quotation_marks_are_chosen(export, two, newline, quoting, text):
    made = export(["code", "name"], newline=newline, quoting=quoting)
    assert made.decode("utf-8-sig") == text
    assert made.startswith(b"\xef\xbb\xbf")
    assert export(["code", "name"], format="cp932", newline=newline, quoting=quoting).decode("cp932") == text


def test_the_question_of_the_list_goes_along(export, two, client, cast):
    address = "?q=ボルト&sort=-code"
    page = client(cast.buyer).get(f"{NEW}{address}").get_data(as_text=True)
    assert "一覧の条件に合う1行" in page
    assert '<input type="hidden" name="q" value="ボルト">' in page
    assert export(["code"], address, q="ボルト").decode("utf-8-sig") == "品目コード\r\nA-1\r\n"


def test_arrows_move_a_column_and_keep_what_was_chosen(client, cast, two):
    page = client(cast.buyer)
    listed = ["code", "name", "unit"]
    data = {"format": "utf8", "newline": "lf", "quoting": "all", "listed": listed, "names": ["code", "unit"]}
    for arrow, order in (("up", ["unit", "code", "name"]), ("down", ["name", "code", "unit"])):
        moved = {"up": {"up": "unit", "listed": ["code", "unit", "name"]}, "down": {"down": "code"}}[arrow]
        answer = page.post_form("/yamada/products/exports", {**data, **moved}, form_page=NEW)
        text = answer.get_data(as_text=True)
        assert re.findall(r'name="listed" value="(\w+)"', text)[:3] == order
        assert sorted(re.findall(r'name="names" value="(\w+)" checked', text)) == ["code", "unit"]
        assert '<option selected value="lf">' in text
    with cast.inside(cast.buyer):
        assert list(session.scalars(select(Export))) == []


def test_settings_are_kept_as_a_template_for_everybody(client, cast, two, run_jobs):
    page = client(cast.buyer)
    data = {
        "format": "cp932",
        "newline": "lf",
        "quoting": "all",
        "listed": ["name", "code"],
        "names": ["name", "code"],
    }
    named = {**data, "template_name": "月次", "and_save": "1"}
    where = page.post_form("/yamada/products/exports", named, form_page=NEW).headers["Location"]
    with cast.inside(cast.buyer):
        [kept] = session.scalars(select(ExportTemplate)).all()
        assert kept.content == {
            "format": "cp932",
            "names": ["name", "code"],
            "newline": "lf",
            "quoting": "all",
        }
        assert list(session.scalars(select(Export))) == []
    other = client(cast.master_admin)
    text = other.get(where).get_data(as_text=True)
    assert re.findall(r'name="listed" value="(\w+)"', text)[:2] == ["name", "code"]
    assert '<option selected value="cp932">' in text
    refused = other.post_form("/yamada/products/exports", named, form_page=NEW)
    assert refused.status_code == 422
    assert "同じ名前のテンプレート" in refused.get_data(as_text=True)
    gone = f"/yamada/products/export-templates/{kept.id}?_method=DELETE"
    assert other.post_form(gone, form_page=NEW).status_code == 422
    page.post_form(gone, form_page=NEW)
    with cast.inside(cast.buyer):
        assert list(session.scalars(select(ExportTemplate))) == []


def test_a_file_without_columns_is_refused(client, cast, two):
    data = {"format": "utf8", "newline": "lf", "quoting": "all", "listed": ["code"]}
    answer = client(cast.buyer).post_form("/yamada/products/exports", data, form_page=NEW)
    assert answer.status_code == 422
    with cast.inside(cast.buyer):
        assert list(session.scalars(select(Export))) == []


def test_excel_has_a_second_sheet_with_the_allowed_values(export, inside, cast):
    with inside(cast.system_admin):
        configure("codes", codes(retired=True), "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
    with inside(cast.master_admin):
        keeping.enter(
            shaped(PRODUCT), {"code": "A", "name": "甲", "tax_code": "10", "unit": "個", "x_rank": "a"}
        )
    content = export(["code", "x_rank", "x_live", "x_when", "price"], format="xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["品目", "コード一覧"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["品目コード", "ランク", "現行", "受付日時", "標準単価"],
        ["A", "優", 0.0, "", ""],
    ]
    assert book.get_sheet_by_index(1).to_python() == [
        ["項目", "値", "コード", "備考"],
        ["ランク", "優", "a", ""],
        ["ランク", "良", "b", "選択不可（使用停止）"],
        ["現行", "1", "", "はい"],
        ["現行", "0", "", "いいえ"],
    ]


def test_an_export_is_made_within_the_reach_of_who_asked(export, two, monkeypatch, cast):
    from app.kernel import context
    from app.records.exports import operations

    seen, stream = [], operations.stream

    def noted(*arguments, **options):
        seen.append(context.actor())
        return stream(*arguments, **options)

    monkeypatch.setattr(operations, "stream", noted)
    export(["code"])
    with cast.inside(cast.buyer) as buyer:
        [who] = seen
        assert (who.id, who.kind, who.subjects, who.organisation_ids) == (
            buyer.id,
            "person",
            buyer.subjects,
            buyer.organisation_ids,
        )
        assert who.subjects
