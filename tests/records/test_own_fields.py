"""A tenant's own fields: on every screen, in every file, sorted, filtered and kept in the history."""

from datetime import date

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.queries import trail_of
from app.records.imports.matching import by_name
from app.records.imports.planning import Planner
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.records.lists.queries import count, stream
from tests.records.test_lists import link

FIELDS = {
    "x_rank": {
        "kind": "choice",
        "label": {"ja": "ランク", "en": "Rank"},
        "list": "rank",
        "slot": "slot_text_1",
    },
    "x_weight": {"kind": "decimal", "label": {"ja": "質量"}, "slot": "slot_number_1"},
    "x_checked": {"kind": "date", "label": {"ja": "点検日"}},
    "x_marks": {"kind": "many", "label": {"ja": "印"}, "list": "rank"},
    "x_twin": {"kind": "link", "label": {"ja": "代替品"}, "link": "product"},
    "x_when": {"kind": "datetime", "label": {"ja": "受付日時"}},
    "x_live": {"kind": "bool", "label": {"ja": "現行"}},
}
GOOD, FAIR = {"code": "a", "label": {"ja": "優"}}, {"code": "b", "label": {"ja": "良"}}


def codes(**of_fair):
    return {"rank": {"values": [GOOD, FAIR | of_fair]}}


@pytest.fixture
def own(inside, cast):
    """The product with its own fields, as yamada arranged it."""
    with inside(cast.system_admin):
        configure("codes", codes(), "codes_changed")
        configure(
            "record:product", {"fields": FIELDS, "columns": ["code", "name", "x_rank", "x_weight"]}, "made"
        )
        return shaped(PRODUCT)


@pytest.fixture
def rows(own, inside, cast):
    with inside(cast.master_admin):
        for code, values in {
            "A": {"x_rank": "a", "x_weight": 2, "x_checked": date(2026, 11, 1), "x_marks": ["a"]},
            "B": {"x_weight": 10, "x_marks": ["a", "b"], "x_live": True},
            "C": {"x_rank": "b"},
        }.items():
            keeping.enter(own, {"code": code, "name": f"品{code}", "tax_code": "10", "unit": "個", **values})
        configure("codes", codes(retired=True), "codes_changed")


def asked(kind, **arguments):
    question = question_from(kind, arguments)
    found = [code for part in stream(kind, question, ["code"]) for (code,) in part]
    assert count(kind, question) == len(found)
    return found


@pytest.mark.parametrize(
    "arguments, found",
    [
        ({"x_rank.in": "a"}, ["A"]),
        ({"x_rank.in": ["a", "b"]}, ["A", "C"]),
        ({"x_rank.not": "a"}, ["B", "C"]),
        ({"x_rank.empty": "1"}, ["B"]),
        ({"x_weight.from": "3"}, ["B"]),
        ({"x_weight.to": "2"}, ["A"]),
        ({"x_weight.filled": "1"}, ["A", "B"]),
        ({"x_checked.from": "2026/11/1"}, ["A"]),
        ({"x_checked.to": "2026/10/31"}, []),
        ({"x_marks.in": "b"}, ["B"]),
        ({"x_marks.not": "b"}, ["A", "C"]),
        ({"x_live.is": "1"}, ["B"]),
        ({"1~x_live.is": "1", "1~x_rank.in": "a"}, ["A", "B"]),
        ({"name.has": "品ａ"}, ["A"]),
        ({"x_weight.from": "nonsense"}, ["A", "B", "C"]),
        ({"x_weight.between": "2..3"}, ["A"]),
        ({"x_weight.from": ["3", "20"]}, ["B"]),
        ({"x_gone.from": "1", "x_weight.like": "1"}, ["A", "B", "C"]),
        ({"sort": "-x_weight"}, ["B", "A", "C"]),
        ({"sort": "x_checked"}, ["A", "B", "C"]),
        ({"q": "品", "x_weight.from": "1"}, ["A", "B"]),
    ],
)
def test_own_fields_are_asked_and_sorted_by(own, rows, inside, cast, arguments, found):
    with inside(cast.buyer):
        assert asked(own, **arguments) == found


def test_the_form_takes_own_fields_and_the_page_and_history_show_them(own, rows, client, cast, inside):
    page = client(cast.master_admin)
    with inside(cast.buyer):
        row = session.scalars(select(Product).where(Product.code == "C")).one()
    saved = page.post_form(
        f"/yamada/products/{row.id}",
        {
            "code": "C",
            "name": "品C",
            "tax_code": "10",
            "unit": "個",
            "version": "1",
            "x_rank": "a",
            "x_weight": "1,234.5",
            "x_checked": "令和8年11月21日",
            "x_marks": ["a"],
        },
        form_page=f"/yamada/products/{row.id}/edit",
    )
    assert saved.status_code == 303, saved.get_data(as_text=True)
    with inside(cast.buyer):
        row = session.scalars(select(Product).where(Product.code == "C")).one()
        assert [held(row, own.fields[name]) for name in ("x_rank", "x_checked", "x_marks")] == [
            "a",
            date(2026, 11, 21),
            ["a"],
        ]
        assert (row.slot_text_1, row.slot_number_1) == ("a", 12_345_000)
        [changed, *_] = session.scalars(trail_of(row.id))
        assert changed.details["changes"]["x_rank"] == ["良", "優"]
    text = page.get(f"/yamada/products/{row.id}").get_data(as_text=True)
    assert [one for one in ("質量", "1,234.5", "2026/11/21") if one not in text] == []


def test_a_list_pages_through_rows_without_a_value(own, inside, cast, client):
    with inside(cast.master_admin):
        for number in range(120):
            values = {"x_weight": number % 7} if number % 3 else {}
            keeping.enter(
                own, {"code": f"P{number:03}", "name": "品", "tax_code": "10", "unit": "個", **values}
            )
    for sort in ("x_weight", "-x_weight", "-x_checked", "category_id"):
        page, seen = client(cast.buyer), []
        response = page.get(f"/yamada/products?sort={sort}")
        while True:
            rows = response.get_data(as_text=True).split('data-label="品目コード">')[1:]
            seen.append([one.split("</td>")[0].strip() for one in rows])
            if not (following := link(response, "next")):
                break
            response = page.get(following)
        assert sorted(sum(seen, [])) == [f"P{number:03}" for number in range(120)]
        back = page.get(link(response, "prev")).get_data(as_text=True).split('data-label="品目コード">')[1:]
        assert [one.split("</td>")[0].strip() for one in back] == seen[-2]


def test_a_file_brings_and_takes_own_fields(own, rows, inside, cast):
    with inside(cast.master_admin):
        header = ["品目コード", "ランク", "ext.weight", "代替品", "印"]
        own = shaped(PRODUCT)
        mapping = by_name(own, header)
        assert mapping == {"code": 0, "x_rank": 1, "x_weight": 2, "x_twin": 3, "x_marks": 4}
        cells = [
            ["A", "優", "2", "", "優"],
            ["B", "", "11", "A", "優;良"],
            ["D", "無", "", "", ""],
            ["C", "良", "3", "", "良"],
        ]
        [chunk] = Planner(own, mapping).chunks(enumerate(cells, 2))
        assert [one.changes.keys() for one in chunk.updated] == [{"x_weight", "x_twin"}]
        assert [one.line for one in chunk.refused] == [4, 5]
        assert chunk.unchanged == 1
