"""A whole import is taken back: former values, archived new rows, and nothing of what others did since."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.model import AuditEntry
from app.records.imports import undoing
from app.records.imports.model import Import, ImportChange
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from tests.records.importing import a_file, counts_of
from tests.records.test_own_fields import FIELDS, codes

HEADER = ("品目コード", "品目名", "標準単価", "税区分", "分類")


def products():
    return {row.code: row for row in session.scalars(select(Product))}


@pytest.fixture
def take_back(inside, cast, run_jobs):
    """`take_back(made) -> Import` as the worker left it."""

    def taken_back(made):
        with inside(cast.master_admin):
            undoing.undo(PRODUCT, session.get(Import, (made.tenant_id, made.id)))
            session.commit()
        run_jobs()
        with inside(cast.master_admin):
            return session.get(Import, (made.tenant_id, made.id))

    return taken_back


@pytest.fixture
def taken(take_in, product, category):
    """P-1 and P-2 changed, P-3 and P-4 new."""
    steel = category("10", "鋼材")
    product("P-1", "ボルト", price=100, category_id=steel.id)
    product("P-2", "座金", price=50)
    rows = [
        ("P-1", "ナット", "120.5", "8R", "<NULL>"),
        ("P-2", "平座金", "", "", "10"),
        ("P-3", "板", "5", "10", ""),
        ("P-4", "棒", "6", "10", ""),
    ]
    return take_in(a_file(HEADER, *rows))


def test_untouched_rows_go_back_and_new_ones_to_the_archive(taken, take_back, inside, cast):
    assert counts_of(taken) == (2, 2, 0, 0)
    done = take_back(taken)
    assert done.undo_counts == {"reverted": 2, "archived": 2, "left": 0}
    assert done.undone_by_name == "master_admin yamada"
    with inside(cast.master_admin):
        found = products()
        bolt, washer = found["P-1"], found["P-2"]
        assert (bolt.name, bolt.price, bolt.tax_code, bolt.category.name) == ("ボルト", 100, "10", "鋼材")
        assert (washer.name, washer.price, washer.category_id) == ("座金", 50, None)
        assert bolt.search_text == "p-1 ぼると"
        assert [(found[c].state, found[c].archived_from) for c in ("P-3", "P-4")] == [
            ("archived", "active")
        ] * 2
        told = session.execute(
            select(AuditEntry.verb, func.count())
            .where(AuditEntry.details["undone"].as_boolean())
            .group_by(AuditEntry.verb)
            .order_by(AuditEntry.verb)
        ).all()
        assert [tuple(one) for one in told] == [("product.archived", 2), ("product.changed", 2)]


def test_what_somebody_touched_since_is_left_and_listed(taken, take_back, inside, cast, client):
    with inside(cast.master_admin):
        for code in ("P-2", "P-4"):
            row = products()[code]
            keeping.change(PRODUCT, row, {"code": code, "spec": "M8"}, version=row.version)
    done = take_back(taken)
    assert done.undo_counts == {"reverted": 1, "archived": 1, "left": 2}
    with inside(cast.master_admin):
        found = products()
        assert (found["P-2"].name, found["P-4"].state) == ("平座金", "active")
        ids = [found[code].id for code in ("P-2", "P-4")]
    text = client(cast.master_admin).get(f"/yamada/products/imports/{taken.id}").get_data(as_text=True)
    for record_id, name in zip(ids, ("P-2 平座金", "P-4 棒"), strict=True):
        assert f'href="/yamada/products/{record_id}"' in text
        assert name in text
    assert "取込の後に変更されています。" in text


def test_the_screen_takes_back_once(taken, run_jobs, client, cast, inside):
    page, where = client(cast.master_admin), f"/yamada/products/imports/{taken.id}"
    assert "この取込を取り消す" in page.get(where).get_data(as_text=True)
    for _twice in range(2):
        page.post_form(f"{where}/undoing", form_page=where)
    assert 'aria-busy="true"' in page.get(where).get_data(as_text=True)
    assert run_jobs().count("records.imports.take_back") == 1
    text = page.get(where).get_data(as_text=True)
    assert "保管した新規行" in text
    assert "この取込を取り消す" not in text
    assert "取消済み" in page.get("/yamada/products/imports").get_data(as_text=True)
    assert client(cast.buyer).get(where).status_code == 403


def test_the_mended_file_brings_archived_rows_back(taken, take_back, take_in, inside, cast):
    take_back(taken)
    again = take_in(a_file(HEADER, ("P-3", "鋼板", "7", "10", ""), ("P-4", "棒", "6", "10", "")))
    assert counts_of(again) == (0, 2, 0, 0)
    with inside(cast.master_admin):
        found = products()
        assert [(found[c].state, found[c].name) for c in ("P-3", "P-4")] == [
            ("active", "鋼板"),
            ("active", "棒"),
        ]
    back = take_back(again)
    assert back.undo_counts == {"reverted": 2, "archived": 0, "left": 0}
    with inside(cast.master_admin):
        found = products()
        assert [(found[c].state, found[c].archived_from, found[c].name) for c in ("P-3", "P-4")] == [
            ("archived", "active", "板"),
            ("archived", "active", "棒"),
        ]


def test_own_fields_get_their_former_values_and_slots(take_in, take_back, inside, cast):
    with inside(cast.system_admin):
        configure("codes", codes(), "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
    with inside(cast.master_admin):
        own = shaped(PRODUCT)
        twin = keeping.enter(own, {"code": "Z", "name": "双", "tax_code": "10", "unit": "個"})
        when = dt.datetime(2026, 11, 1, 9, 30, tzinfo=clock.JST)
        before = {
            "x_rank": "a",
            "x_weight": 2,
            "x_marks": ["a"],
            "x_when": when,
            "x_twin": twin.id,
            "x_live": True,
        }
        keeping.enter(own, {"code": "A", "name": "甲", "tax_code": "10", "unit": "個", **before})
        slots, extra = _kept()
    header = ("品目コード", "ランク", "質量", "印", "受付日時", "代替品", "現行")
    made = take_in(a_file(header, ("A", "良", "12.5", "優;良", "2026/12/24 18:00", "A", "0")))
    assert counts_of(made) == (0, 1, 0, 0)
    with inside(cast.master_admin):
        assert _kept()[0] == ("b", 125_000)
        assert _kept()[1]["x_marks"] == ["a", "b"]
        assert _kept()[1]["x_when"] == "2026-12-24T09:00:00+00:00"
    take_back(made)
    with inside(cast.master_admin):
        assert _kept() == (slots, extra)


def _kept():
    row = session.scalars(
        select(Product).where(Product.code == "A").execution_options(populate_existing=True)
    ).one()
    return (row.slot_text_1, row.slot_number_1), dict(row.extra)


def test_after_thirty_days_it_is_too_late_and_nothing_is_kept(taken, inside, cast):
    with inside(cast.master_admin), clock.frozen(clock.now() + dt.timedelta(days=30)):
        made = session.get(Import, (taken.tenant_id, taken.id))
        with pytest.raises(Rejected):
            undoing.undo(PRODUCT, made)
        assert session.scalar(select(func.count()).select_from(ImportChange)) == 4
        undoing.forget_old()
        assert session.scalar(select(func.count()).select_from(ImportChange)) == 0


def test_an_import_that_changed_nothing_is_not_taken_back(taken, take_in, inside, cast):
    same = take_in(a_file(HEADER, ("P-3", "板", "5", "10", "")))
    assert counts_of(same) == (0, 0, 1, 0)
    with inside(cast.master_admin), pytest.raises(Rejected):
        undoing.undo(PRODUCT, session.get(Import, (same.tenant_id, same.id)))
