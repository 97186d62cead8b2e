"""販売実績: the file of a month, the same file again, rows taken out, months replaced, and all of it taken back."""

import io

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.categories.record import CATEGORY
from app.masters.products.record import PRODUCT
from app.records.imports import operations, undoing
from app.records.imports.looking import look
from app.records.imports.model import Import
from app.records.kit import keeping
from app.records.layouts.shaping import shaped
from app.sales.sales_results.model import SalesResult
from app.sales.sales_results.record import SALES_RESULT
from tests.records.importing import a_file, counts_of, reasons

HEADER = (
    "sales_no", "sales_date", "account_code", "product_code", "category_code", "org_code", "user_code", "qty",
    "unit_price", "amount", "cost", "gross", "opp_no", "slip_no", "remarks", "update_kind",
)  # fmt: skip


def line(number, day="2026/11/05", amount="10000", **given):
    values = {"sales_no": number, "sales_date": day, "account_code": "C1", "amount": amount, **given}
    return tuple(values.get(name, "") for name in HEADER)


@pytest.fixture
def standing(inside, cast):
    """`standing() -> {number: (amount, gross)}` of what is in the lists, and a way to load a file."""

    def found():
        with inside(cast.sales_admin):
            rows = session.scalars(select(SalesResult).where(SalesResult.state == "active"))
            return {row.code: (row.amount, row.gross) for row in rows}

    return found


def test_a_month_goes_in_as_the_core_system_writes_it(take_in, inside, cast, sales, standing):
    with inside(cast.sales_admin):
        account, deal = sales.account("C1"), sales.deal()
        steel = keeping.enter(CATEGORY, {"code": "10", "name": "鋼材"})
        bolt = keeping.enter(PRODUCT, {"code": "P-1", "name": "ボルト", "tax_code": "10"})
        number = deal.code
        session.commit()
    full = line(
        "S-1", product_code="P-1", category_code="10", user_code=cast.salesperson.email, qty="20", opp_no=number,
        unit_price="500", cost="7000", slip_no="D-9", remarks="髙橋様①", update_kind="I",
    )  # fmt: skip
    rows = (full, line("S-2", amount="▲3,000"), line("S-3", account_code="C9"), line("S-4", update_kind="X"))
    made = take_in(a_file(HEADER, *rows, encoding="cp932"), kind=SALES_RESULT)
    assert counts_of(made) == (2, 0, 0, 2)
    with inside(cast.sales_admin):
        said = reasons(made, "cp932")
        one = session.scalars(select(SalesResult).where(SalesResult.code == "S-1")).one()
        assert (one.partner_id, one.product_id, one.category_id) == (account.id, bolt.id, steel.id)
        assert (one.owner_id, one.opportunity_id) == (cast.salesperson.user_id, deal.id)
        assert (one.organisation_id is not None, one.note, one.slip_no) == (True, "髙橋様①", "D-9")
        assert (one.quantity, one.unit_price, one.gross) == (20, 500, 3000)
    assert said == [
        "取引先: コードまたは名称「C9」の登録がありません。",
        "更新区分: 「X」は選択肢（I: 登録, U: 更新, D: 取消）にありません。",
    ]
    assert standing() == {"S-1": (10000, 3000), "S-2": (-3000, None)}
    again = take_in(a_file(HEADER, *rows, encoding="cp932"), kind=SALES_RESULT)
    assert counts_of(again) == (0, 0, 2, 2)


def test_rows_are_taken_out_and_come_back(take_in, inside, cast, sales, standing, run_jobs):
    with inside(cast.sales_admin):
        sales.account("C1")
        session.commit()
    take_in(a_file(HEADER, line("S-1", cost="4000"), line("S-2")), kind=SALES_RESULT)
    changes = (
        line("S-1", amount="9000", update_kind="U"),
        line("S-2", update_kind="D"),
        line("S-9", update_kind="D"),
    )
    made = take_in(a_file(HEADER, *changes), kind=SALES_RESULT)
    assert (counts_of(made), made.counts["removed"]) == ((0, 1, 1, 0), 1)
    assert standing() == {"S-1": (9000, 5000)}, "the gross profit follows the amount"
    again = take_in(a_file(HEADER, *changes), kind=SALES_RESULT)
    assert (counts_of(again), again.counts.get("removed")) == ((0, 0, 3, 0), None)
    with inside(cast.sales_admin):
        undoing.undo(SALES_RESULT, session.get(Import, (made.tenant_id, made.id)))
        session.commit()
    run_jobs()
    assert standing() == {"S-1": (10000, 6000), "S-2": (10000, None)}
    take_in(a_file(HEADER, line("S-2", update_kind="D")), kind=SALES_RESULT)
    back = take_in(a_file(HEADER, line("S-2", update_kind="I")), kind=SALES_RESULT)
    assert (counts_of(back), len(standing())) == ((0, 1, 0, 0), 2)


def test_a_file_replaces_its_months_and_no_others(take_in, inside, cast, sales, standing):
    with inside(cast.sales_admin):
        sales.account("C1")
        session.commit()
    first = (
        line("S-1", "2026/10/31"),
        line("S-2", "2026/11/01"),
        line("S-3", "2026/11/30"),
        line("S-4", "2026/12/01"),
    )
    take_in(a_file(HEADER, *first), kind=SALES_RESULT)
    november = a_file(HEADER, line("S-3", "2026/11/30", "500"), line("S-5", "2026/11/02"))
    bad = take_in(
        a_file(HEADER, line("S-3", "2026/11/30"), line("S-6", "gestern")), kind=SALES_RESULT, mode="replace"
    )
    assert (bad.state, set(standing())) == ("failed", {"S-1", "S-2", "S-3", "S-4"}), (
        "one bad row keeps all out"
    )
    with inside(cast.master_admin):
        kind = shaped(SALES_RESULT)
        draft = operations.upload(kind, io.BytesIO(november), "11.csv")
        session.flush()
        operations.match(kind, draft, draft.mapping, mode="replace")
        look(kind, draft)
        assert (draft.seen["counts"]["removed"], draft.whole) == (1, True)
    made = take_in(november, kind=SALES_RESULT, mode="replace")
    assert (counts_of(made), made.counts["removed"]) == ((1, 1, 0, 0), 1)
    assert {code: one[0] for code, one in standing().items()} == {
        "S-1": 10000,
        "S-3": 500,
        "S-4": 10000,
        "S-5": 10000,
    }
    again = take_in(november, kind=SALES_RESULT, mode="replace")
    assert (counts_of(again), again.counts.get("removed")) == ((0, 0, 2, 0), None)


def test_slip_and_line_make_the_number_where_there_is_none(take_in, inside, cast, sales, standing):
    with inside(cast.sales_admin):
        sales.account("C1")
        session.commit()
    header = ("slip_no", "line", "sales_date", "account_code", "amount")
    rows = (
        ("D1", "1", "2026/11/01", "C1", "10"),
        ("D1", "2", "2026/11/01", "C1", "20"),
        ("D1", "", "2026/11/01", "C1", "1"),
    )
    made = take_in(a_file(header, *rows), kind=SALES_RESULT)
    assert (counts_of(made), set(standing())) == ((2, 0, 0, 1), {"D1-1", "D1-2"})
    with inside(cast.sales_admin):
        assert reasons(made) == ["売上番号: 必ず入力してください。"]
    assert counts_of(take_in(a_file(header, *rows), kind=SALES_RESULT)) == (0, 0, 2, 1)
