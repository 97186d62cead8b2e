"""The history by field, and setting one value back."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.queries import trail_of
from app.records.imports.planning import Planner
from app.records.imports.staging import Stage
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.kit.restoring import NOTHING, former
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from tests.records.test_own_fields import FIELDS, codes

WHEN = dt.datetime(2026, 11, 1, 3, tzinfo=dt.UTC)
FIRST = {
    "name": "平座金",
    "price": 100,
    "note": "一行目\n二行目",
    "tax_code": "10",
    "x_rank": "a",
    "x_weight": 2,
    "x_checked": dt.date(2026, 11, 1),
    "x_marks": ["a"],
    "x_when": WHEN,
    "x_live": True,
}
SECOND = {
    "name": "",
    "price": None,
    "note": "",
    "tax_code": "8",
    "x_rank": "",
    "x_weight": None,
    "x_checked": None,
    "x_marks": [],
    "x_when": None,
    "x_live": False,
}


@pytest.fixture
def own(inside, cast):
    with inside(cast.system_admin):
        configure("codes", codes(), "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
        return shaped(PRODUCT)


@pytest.fixture
def made(own, inside, cast, category):
    """A product that held FIRST and a category, and holds SECOND and none now."""
    group = category("10", "鋼材")
    with inside(cast.master_admin):
        row = keeping.enter(own, {"code": "A", "unit": "個", "category_id": group.id, **FIRST})
        keeping.change(own, row, {**SECOND, "name": "座金", "code": "A", "category_id": None}, version=1)
        return row, group


@pytest.mark.parametrize("name", [*FIRST, "category_id"])
def test_every_kind_of_value_is_put_back_as_it_was(made, own, client, cast, inside, name):
    row, group = made
    page, where = client(cast.master_admin), f"/yamada/products/{row.id}"
    with inside(cast.master_admin):
        entry = next(one for one in session.scalars(trail_of(row.id)) if one.verb == "product.changed")
    data = {"entry": str(entry.id), "field": name, "version": "2"}
    assert page.post_form(f"{where}/restorations", data, form_page=f"{where}/history").status_code == 303
    with inside(cast.master_admin):
        now = session.scalars(select(Product)).one()
        assert held(now, own.fields[name]) == {**FIRST, "category_id": group.id}[name]
        assert now.version == 3
        newest = session.scalars(trail_of(row.id, 1)).one()
        assert (list(newest.details["changes"]), newest.details["put_back"]) == ([name], str(entry.id))


def test_setting_back_is_undone_the_same_way(made, client, cast, inside):
    row, _group = made
    page, where = client(cast.master_admin), f"/yamada/products/{row.id}"
    for version, name in ((2, "平座金"), (3, "座金")):
        with inside(cast.master_admin):
            newest = session.scalars(trail_of(row.id, 1)).one()
        data = {"entry": str(newest.id), "field": "name", "version": str(version)}
        page.post_form(f"{where}/restorations", data, form_page=f"{where}/history")
        with inside(cast.master_admin):
            assert session.scalars(select(Product.name)).one() == name


def test_somebody_was_faster(made, client, cast, inside):
    row, _group = made
    page, where = client(cast.master_admin), f"/yamada/products/{row.id}"
    with inside(cast.master_admin):
        newest = session.scalars(trail_of(row.id, 1)).one()
    data = {"entry": str(newest.id), "field": "name", "version": "1"}
    assert page.post_form(f"{where}/restorations", data, form_page=f"{where}/history").status_code == 409
    with inside(cast.master_admin):
        assert session.scalars(select(Product.name)).one() == "座金"


@pytest.mark.parametrize(
    "field, meanwhile, said",
    [
        ("x_rank", {"values": [{"code": "a", "label": {"ja": "優"}, "retired": True}]}, "使用を終えた"),
        ("x_rank", {"values": [{"code": "b", "label": {"ja": "良"}}]}, "もうありません"),
    ],
)
def test_a_value_that_is_not_allowed_any_more_is_refused(made, client, cast, inside, field, meanwhile, said):
    row, _group = made
    with inside(cast.system_admin):
        configure("codes", {"rank": meanwhile}, "codes_changed")
    page, where = client(cast.master_admin), f"/yamada/products/{row.id}"
    with inside(cast.master_admin):
        newest = session.scalars(trail_of(row.id, 1)).one()
    data = {"entry": str(newest.id), "field": field, "version": "2"}
    answer = page.post_form(f"{where}/restorations", data, form_page=f"{where}/history")
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    with inside(cast.master_admin):
        assert session.scalars(select(Product.version)).one() == 2


def test_a_line_of_another_record_restores_nothing(made, product, client, cast, inside):
    row, _group = made
    other = product("B", "割ピン")
    with inside(cast.master_admin):
        entry = session.scalars(trail_of(other.id, 1)).one()
    page, where = client(cast.master_admin), f"/yamada/products/{row.id}"
    data = {"entry": str(entry.id), "field": "name", "version": "2"}
    assert page.post_form(f"{where}/restorations", data, form_page=f"{where}/history").status_code == 404


def test_the_history_is_asked_by_field_and_offers_what_can_be_set_back(made, client, cast):
    row, _group = made
    page = client(cast.master_admin)
    where = f"/yamada/products/{row.id}/history"
    everything = page.get(where).get_data(as_text=True)
    assert everything.count('name="entry"') == len(FIRST) + 1
    of_price = page.get(f"{where}?field=price").get_data(as_text=True)
    assert of_price.count('name="entry"') == 1
    assert "一行目" not in of_price
    assert page.get(f"{where}?field=spec").get_data(as_text=True).count('name="entry"') == 0
    assert page.get(f"{where}?field=nonsense").status_code == 200
    reader = client(cast.auditor).get(where).get_data(as_text=True)
    assert 'name="entry"' not in reader
    assert "平座金" in reader


def test_an_import_keeps_what_can_be_put_back(made, own, inside, cast):
    row, _group = made
    with inside(cast.master_admin):
        mapping = {"code": 0, "x_rank": 1, "x_weight": 2}
        [chunk] = Planner(own, mapping).chunks(enumerate([["A", "良", "7"]], 2))
        stage = Stage(own, {"file": "f.csv"})
        stage.update(chunk.updated)
        newest = session.scalars(trail_of(row.id, 1)).one()
        assert newest.details["raw"] == {"x_rank": [None, "b"]}
        assert [former(newest, own.fields[name]) for name in ("x_rank", "x_weight")] == [None, None]


def test_words_of_an_older_trail_are_not_taken_for_values(made, own, inside, cast):
    row, _group = made
    with inside(cast.master_admin):
        entry = next(one for one in session.scalars(trail_of(row.id)) if one.verb == "product.changed")
        session.expunge(entry)
        entry.details = {key: value for key, value in entry.details.items() if key != "raw"}
        fields = own.fields
        lost = ("category_id", "x_rank", "x_marks", "x_when", "tax_code")
        assert [former(entry, fields[name]) for name in lost] == [NOTHING] * 5
        assert former(entry, fields["price"]) == "100"
        assert former(entry, fields["x_live"]) is True
        assert former(entry, fields["note"]) == FIRST["note"]
