"""Workbooks that one fills in: their form, and that what goes out comes back in without a difference."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.categories.record import CATEGORY
from app.masters.partners.record import PARTNER
from app.masters.products.record import PRODUCT
from app.platform.storage import opened
from app.records.exports.operations import ask_for, make
from app.records.imports.findings import findings_of
from app.records.imports.looking import look
from app.records.imports.operations import upload
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.sales.activities.record import ACTIVITY
from app.sales.campaigns.record import CAMPAIGN
from app.sales.leads.record import LEAD
from app.sales.lines.items import Item
from app.sales.lines.operations import keep
from app.sales.lines.queries import lines_of
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.persons.record import PERSON
from tests.records.importing import counts_of, take_in  # noqa: F401 -- a fixture
from tests.sales.conftest import sales  # noqa: F401 -- a fixture

NASTY = "=1+1 @得意先"
WHEN = dt.datetime(2026, 11, 20, 1, 30, tzinfo=dt.UTC)
OWN = {
    "x_size": {"kind": "decimal", "label": {"ja": "寸法"}},
    "x_rank": {"kind": "choice", "label": {"ja": "格付け"}, "list": "rank"},
}
CODES = {"rank": {"values": [{"code": "a", "label": {"ja": "優;良"}}, {"code": "b", "label": {"ja": "可"}}]}}
RECORDS = {
    PARTNER: {"code": "C9", "name": NASTY, "is_customer": True, "capital": 10_000_000, "closing_day": 20},
    PERSON: {"name": NASTY, "partner_id": "C1", "email": "ono@c1.example", "birthday": dt.date(1980, 1, 31)},
    LEAD: {"name": NASTY, "company": "浜松機械", "rating": "A"},
    CAMPAIGN: {
        "code": "K1",
        "name": NASTY,
        "kind": "exhibition",
        "starts_on": dt.date(2026, 11, 1),
        "budget": 900_000,
    },
    OPPORTUNITY: {
        "name": NASTY,
        "partner_id": "C1",
        "phase_id": "20",
        "expected_on": dt.date(2026, 12, 20),
        "amount": 5,
    },
    ACTIVITY: {"name": NASTY, "starts_at": WHEN, "partner_id": "C1", "content": "一行目\n二行目"},
    CATEGORY: {"code": "G1", "name": NASTY},
    PRODUCT: {"code": "P1", "name": NASTY, "unit": "個", "tax_code": "10", "price": 1234},
}


@pytest.fixture
def book_of(inside, cast, sales):  # noqa: F811 -- the fixture of above
    """`book_of(kind)`: two records of it beside an account, own fields among them; the bytes of its workbook."""

    def made(kind):
        with inside(cast.system_admin):
            configure("codes", CODES, "made")
            configure(f"record:{kind.name}", {"fields": OWN}, "made")
        with inside(cast.sales_admin):
            links = {"C1": sales.account("C1").id, "20": sales.phase("20").id}
            arranged, values = shaped(kind), RECORDS[kind]
            own = {"x_size": Decimal("1.25"), "x_rank": "a"}
            known = {name: links.get(value, value) for name, value in values.items()}
            keeping.enter(arranged, known | own)
            keeping.enter(
                arranged,
                {**known, **({"code": f"{known['code']}-2"} if "code" in known else {}), "name": "次"},
            )
            export = ask_for(arranged, question_from(arranged, {}), file_format="book", columns="all")
            session.flush()
            _file, content = opened(make(export.id).file_id)
            with content:
                found = content.read()
            session.commit()
            return found

    return made


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.name)
def test_a_workbook_taken_in_again_changes_nothing(book_of, take_in, cast, kind):  # noqa: F811 -- the fixture of above
    book = book_of(kind)
    made = take_in(book, "記入用.xlsx", kind=kind)
    assert made.state == "done", made.error
    counts = {name: n for name, n in made.counts.items() if n}
    assert set(counts) == {"unchanged"}
    assert counts["unchanged"] >= 2


def test_the_form_of_a_workbook_and_what_one_writes_into_it(book_of, take_in, inside, cast):  # noqa: F811 -- as above
    book = openpyxl.load_workbook(io.BytesIO(book_of(OPPORTUNITY)))
    assert book.sheetnames == ["案件", "商品明細", "コード一覧", "説明"]
    sheet = book["案件"]
    assert (sheet.row_dimensions[1].hidden, sheet.row_dimensions[2].hidden, sheet.freeze_panes) == (
        True,
        False,
        "A4",
    )
    codes = {cell.value: cell.column for cell in sheet[1]}
    named = {
        code: (sheet.cell(2, column).value, sheet.cell(3, column).value) for code, column in codes.items()
    }
    assert named["name"] == ("案件名", "〔文字、必須〕")
    assert named["partner_id"] == ("取引先", "〔コード（または重複しない名称）、取引先、必須〕")
    assert named["ext.x_size"] == ("寸法", "〔数値〕")
    first = {code: sheet.cell(4, column) for code, column in codes.items()}
    assert (first["partner_id"].value, first["name"].value, first["name"].data_type) == ("C1", NASTY, "s")
    assert isinstance(first["expected_on"].value, dt.datetime)
    assert ["格付け", "優;良", "a"] in [[cell.value for cell in row[:3]] for row in book["コード一覧"]]
    first["next_step"].value, first["amount"].value = '=CONCATENATE("見積")', 700
    sheet.cell(5, codes["phase_id"]).value, sheet.cell(5, codes["ext.x_rank"]).value = "ない", "<NULL>"
    sheet.cell(6, codes["name"]).value = "新しい案件"
    for code, value in (
        ("partner_id", "得意先 C1"),
        ("phase_id", "10"),
        ("expected_on", dt.date(2027, 1, 5)),
    ):
        sheet.cell(6, codes[code]).value = value
    out = io.BytesIO()
    book.save(out)
    made = take_in(out.getvalue(), "記入用.xlsx", kind=OPPORTUNITY)
    assert counts_of(made) == (1, 1, 0, 1)
    with inside(cast.sales_admin):
        _file, content = opened(made.refused_file_id)
        with content:
            back = openpyxl.load_workbook(io.BytesIO(content.read())).active
        marked = [cell for row in back for cell in row if cell.comment]
        assert [cell.column for cell in marked] == [codes["phase_id"]]
        assert (back["A1"].value, back.max_row) == ("code", 2)


def test_product_lines_of_opportunities_travel_on_a_sheet_of_their_own(book_of, take_in, inside, cast):  # noqa: F811
    book_of(OPPORTUNITY)
    with inside(cast.sales_admin):
        part = keeping.enter(
            PRODUCT, {"code": "P1", "name": "ボルト", "unit": "箱", "tax_code": "10", "price": 50}
        )
        deal = session.scalars(select(Opportunity).where(Opportunity.name == NASTY)).one()
        spread = {"first": dt.date(2026, 12, 1), "last": dt.date(2027, 2, 1)}
        items = [
            Item("ボルト", Decimal(10), Decimal(50), "箱", part.id, **spread),
            Item("据付", Decimal(1), Decimal("99.5")),
        ]
        keep(deal, items, version=deal.version)
        session.commit()
        export = ask_for(
            shaped(OPPORTUNITY), question_from(shaped(OPPORTUNITY), {}), file_format="book", columns="all"
        )
        session.flush()
        _file, content = opened(make(export.id).file_id)
        with content:
            plain = content.read()
        session.commit()
        code = deal.code
    assert counts_of(take_in(plain, "x.xlsx", kind=OPPORTUNITY)) == (0, 0, 2, 0)
    book = openpyxl.load_workbook(io.BytesIO(plain))
    sheet = book["商品明細"]
    assert [cell.value for cell in sheet[4]][:4] == [code, "P1", "ボルト", 10]
    sheet.cell(5, 4).value = 3
    for place, value in ((1, code), (2, "P1"), (4, 2), (6, None), (7, 45)):
        sheet.cell(6, place).value = value
    sheet.cell(7, 1).value, sheet.cell(7, 4).value, sheet.cell(7, 7).value = "ZZZ", 1, 1
    sheet.cell(8, 1).value, sheet.cell(8, 2).value, sheet.cell(8, 4).value = code, "P9", 1
    out = io.BytesIO()
    book.save(out)
    with inside(cast.sales_admin):
        kind = shaped(OPPORTUNITY)
        made = upload(kind, io.BytesIO(out.getvalue()), "x.xlsx")
        look(kind, made)
        assert (made.seen["counts"]["updated"], made.seen["counts"]["refused"]) == (1, 2)
        [said] = [one.details["changes"]["lines"] for one in session.scalars(findings_of(made, "updated"))]
        assert said == ["ボルト × 10, 据付 × 1", "ボルト × 10, 据付 × 3, ボルト × 2"]
    assert counts_of(take_in(out.getvalue(), "x.xlsx", kind=OPPORTUNITY)) == (0, 1, 2, 2)
    with inside(cast.sales_admin):
        deal = session.scalars(select(Opportunity).where(Opportunity.name == NASTY)).one()
        assert [(one.name, one.unit, one.amount, len(one.months)) for one in lines_of(deal.id)] == [
            ("ボルト", "箱", 500, 3), ("据付", "", 299, 0), ("ボルト", "箱", 90, 0),
        ]  # fmt: skip
        assert deal.amount == 889
