"""Own fields: defined, given slots, filled by walks, worked out, deleted, brought back, forgotten."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.jobs.model import Job
from app.records.custom_fields import operations, reworking, sorting
from app.records.custom_fields.defining import coded, labelled
from app.records.custom_fields.model import Rework
from app.records.imports.planning import Planner
from app.records.imports.staging import Stage
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.layouts.model import Configuration, ConfigurationRevision
from app.records.layouts.operations import configure
from app.records.layouts.shaping import content_of, shaped
from app.records.layouts.versions import version_of
from app.records.lists.asking import question_from
from app.records.lists.queries import stream

PRODUCT_SUBJECT = "record:product"
NUMBER = {"kind": "decimal", "label": {"ja": "質量"}}
TOTAL = {"kind": "yen", "label": {"ja": "合計"}, "formula": "price * x_weight"}


def version():
    return version_of(PRODUCT_SUBJECT)


def add(name, definition, **more):
    operations.keep_field(PRODUCT, name, {**definition, **more}, version=version(), new=True)
    return shaped(PRODUCT)


def enter(code, **values):
    kind = shaped(PRODUCT)
    return keeping.enter(kind, {"code": code, "name": f"品{code}", "tax_code": "10", "unit": "個", **values})


def walks():
    return session.scalars(select(Rework).order_by(Rework.created_at, Rework.id)).all()


@pytest.fixture
def admin(inside, cast):
    with inside(cast.master_admin):
        yield


def work_off():
    """Do the walks that are due, as the workers would."""
    while pending := [one for one in walks() if one.state == "pending" and not one.details.get("again")]:
        reworking.go_on(pending[0].id)


def test_a_formula_is_worked_out_by_every_way_of_writing(admin):
    add("x_weight", NUMBER)
    kind = add("x_total", TOTAL)
    row = enter("A", price=Decimal("100.5"), x_weight=Decimal(3), x_total=999)
    assert held(row, kind.fields["x_total"]) == 302
    keeping.change(kind, row, {"price": Decimal(10)}, version=1)
    assert held(row, kind.fields["x_total"]) == 30
    keeping.change(kind, row, {"x_total": 5, "x_weight": None}, version=2)
    assert held(row, kind.fields["x_total"]) is None
    assert "x_total" not in row.extra
    planner = Planner(kind, {"code": 0, "x_weight": 1, "name": 2, "tax_code": 3, "unit": 4})
    [chunk] = planner.chunks([(2, ["A", "2.5", "品A", "10%", "個"]), (3, ["B", "4", "品B", "10%", "個"])])
    stage = Stage(kind, {"file": "a.csv"})
    stage.update(chunk.updated)
    stage.create(chunk.created)
    session.expire_all()
    found = {one.code: held(one, kind.fields["x_total"]) for one in session.scalars(select(Product))}
    assert found == {"A": 25, "B": None}


def test_formulas_follow_one_another_in_whatever_order_they_stand(admin):
    twice = {"kind": "decimal", "label": {"ja": "倍"}, "formula": "x_weight * 2"}
    add("x_weight", NUMBER)
    add("x_b", twice)
    kind = add("x_a", {"kind": "text", "label": {"ja": "札"}, "formula": 'concat(x_b, "kg")'})
    row = enter("A", x_weight=Decimal("1.5"))
    assert (held(row, kind.fields["x_b"]), held(row, kind.fields["x_a"])) == (Decimal(3), "3kg")


@pytest.mark.parametrize(
    "formula, said",
    [
        ("x_total + 1", "合計 → 合計"),
        ("x_other + 1", "その他 → 合計 → その他"),
        ("x_gone + 1", "x_gone"),
        ('concat(name, "円")', "型"),
        ("category_id + 1", "category_id"),
        ("price *", "途中"),
    ],
)
def test_a_formula_that_cannot_work_is_refused_with_the_reason(admin, formula, said):
    add("x_total", TOTAL, formula="price * 2")
    add("x_other", {"kind": "decimal", "label": {"ja": "その他"}, "formula": "x_total + 1"})
    before = content_of(PRODUCT_SUBJECT)
    with pytest.raises(Rejected) as refused:
        operations.keep_field(PRODUCT, "x_total", {**TOTAL, "formula": formula}, version=version())
    assert (refused.value.field, said in str(refused.value)) == ("formula", True), str(refused.value)
    assert content_of(PRODUCT_SUBJECT) == before


def test_labels_in_formulas_are_kept_as_codes(admin):
    kind = add("x_weight", NUMBER)
    kept = coded(kind, "[標準単価] * 質量 + weight")
    assert kept == "price * x_weight + x_weight"
    assert labelled(kind, kept) == "[標準単価] * [質量] + [質量]"
    kind = add("x_other", NUMBER)
    with pytest.raises(Rejected, match="x_other, x_weight"):
        coded(kind, "質量 + 1")


def test_a_new_definition_works_out_every_row_anew(admin, monkeypatch):
    monkeypatch.setattr(reworking, "CHUNK", 2)
    add("x_weight", NUMBER)
    rows = [enter(f"A{number}", price=Decimal(10), x_weight=Decimal(number)) for number in range(5)]
    add("x_total", TOTAL)
    assert [(one.act, one.total) for one in walks()] == [("formula", 5)]
    work_off()
    session.expire_all()
    kind = shaped(PRODUCT)
    assert [held(row, kind.fields["x_total"]) for row in rows] == [0, 10, 20, 30, 40]
    assert [row.version for row in rows] == [1] * 5
    [walk, again] = walks()
    assert (walk.state, walk.done, again.state, again.details) == ("done", 5, "pending", {"again": True})


def test_a_sortable_field_is_read_from_its_slot_once_every_row_is_filled(admin, monkeypatch):
    monkeypatch.setattr(reworking, "CHUNK", 2)
    kind = add("x_weight", NUMBER)
    old = [enter(code, x_weight=Decimal(value)) for code, value in (("A", 3), ("B", 1), ("C", 2))]
    operations.keep_field(PRODUCT, "x_weight", {**NUMBER, "sortable": True}, version=version())
    kind = shaped(PRODUCT)
    of = kind.fields["x_weight"]
    assert (of.slot, of.filling) == ("", "slot_number_1")
    new = enter("D", x_weight=Decimal("1.5"))
    assert (new.slot_number_1, old[0].slot_number_1) == (15_000, None)
    assert ordered(kind) == ["B", "D", "C", "A"]
    work_off()
    session.expire_all()
    kind = shaped(PRODUCT)
    assert (kind.fields["x_weight"].slot, kind.fields["x_weight"].filling) == ("slot_number_1", "")
    assert [row.slot_number_1 for row in old] == [30_000, 10_000, 20_000]
    assert ordered(kind) == ["B", "D", "C", "A"]


def ordered(kind):
    question = question_from(kind, {"sort": "x_weight"})
    return [code for part in stream(kind, question, ["code"]) for (code,) in part]


def test_a_slot_that_served_another_field_is_filled_anew(admin):
    add("x_weight", NUMBER, sortable=True)
    row = enter("A", x_weight=Decimal(3))
    work_off()
    operations.keep_field(PRODUCT, "x_weight", NUMBER, version=version())
    add("x_length", {"kind": "decimal", "label": {"ja": "長さ"}}, sortable=True)
    assert shaped(PRODUCT).fields["x_length"].filling == "slot_number_1"
    work_off()
    session.expire_all()
    assert row.slot_number_1 is None
    assert shaped(PRODUCT).fields["x_length"].slot == "slot_number_1"


def test_when_no_slot_is_left_it_is_said_who_has_them(admin):
    for number in range(5):
        add(f"x_d{number}", {"kind": "date", "label": {"ja": f"日{number}"}}, sortable=True)
    before = content_of(PRODUCT_SUBJECT), content_of("slots:product")
    with pytest.raises(Rejected, match="日0, 日1, 日2, 日3, 日4") as refused, session.begin_nested():
        add("x_d9", {"kind": "date", "label": {"ja": "日9"}}, sortable=True)
    assert refused.value.field == "sortable"
    assert (content_of(PRODUCT_SUBJECT), content_of("slots:product")) == before
    assert [(free, every) for _word, free, every in sorting.left(PRODUCT, before[0])] == [
        (5, 5),
        (5, 5),
        (0, 5),
    ]


def test_a_deleted_field_keeps_its_values_for_thirty_days(admin):
    add("x_weight", NUMBER)
    row = enter("A", x_weight=Decimal(3))
    operations.delete_field(PRODUCT, "x_weight", version=version())
    assert "x_weight" not in shaped(PRODUCT).fields
    keeping.change(shaped(PRODUCT), row, {"name": "品A改"}, version=1)
    operations.restore_field(PRODUCT, "x_weight", version=version())
    assert held(row, shaped(PRODUCT).fields["x_weight"]) == Decimal(3)
    [end] = session.scalars(select(Job).where(Job.name == "records.custom_fields.purge"))
    assert dt.timedelta(days=29) < end.due_at - clock.now() <= dt.timedelta(days=30)
    operations.purge_field(PRODUCT, "x_weight", end.arguments["deleted"])
    assert "x_weight" in shaped(PRODUCT).fields


def test_after_thirty_days_definition_and_values_are_gone(admin):
    add("x_weight", NUMBER, sortable=True)
    row = enter("A", x_weight=Decimal(3))
    work_off()
    operations.delete_field(PRODUCT, "x_weight", version=version())
    deleted = content_of(PRODUCT_SUBJECT)["fields"]["x_weight"]["deleted"]
    operations.purge_field(PRODUCT, "x_weight", deleted)
    with pytest.raises(Rejected, match="コード"):
        add("x_weight", {"kind": "text", "label": {"ja": "別"}})
    work_off()
    session.expire_all()
    assert (row.extra, content_of(PRODUCT_SUBJECT)["fields"], content_of("slots:product")) == ({}, {}, {})
    assert "x_weight" in add("x_weight", {"kind": "text", "label": {"ja": "別"}}).fields


def test_a_field_that_a_formula_needs_is_not_deleted(admin):
    add("x_weight", NUMBER)
    add("x_total", TOTAL)
    with pytest.raises(Rejected, match="合計"):
        operations.delete_field(PRODUCT, "x_weight", version=version())
    assert "x_weight" in shaped(PRODUCT).fields


def test_two_who_save_at_once_do_not_overwrite_each_other(admin):
    add("x_weight", NUMBER)
    seen = version()
    add("x_other", NUMBER)
    with pytest.raises(Conflict):
        operations.keep_field(PRODUCT, "x_late", NUMBER, version=seen, new=True)
    assert sorted(content_of(PRODUCT_SUBJECT)["fields"]) == ["x_other", "x_weight"]


def test_an_earlier_version_comes_back_as_a_new_one(admin):
    configure(PRODUCT_SUBJECT, {"labels": {"name": {"ja": "呼び名"}}}, "labels_changed")
    add("x_weight", NUMBER)
    row = enter("A", x_weight=Decimal(3))
    first = session.scalars(
        select(ConfigurationRevision).where(
            ConfigurationRevision.subject == PRODUCT_SUBJECT, ConfigurationRevision.version == 1
        )
    ).one()
    operations.take_back(PRODUCT, first, version=2)
    assert (str(shaped(PRODUCT).fields["name"].label), "x_weight" in shaped(PRODUCT).fields) == (
        "呼び名",
        False,
    )
    assert content_of(PRODUCT_SUBJECT)["fields"]["x_weight"]["deleted"]
    assert (
        session.scalars(select(Configuration.version).where(Configuration.subject == PRODUCT_SUBJECT)).one()
        == 3
    )
    operations.restore_field(PRODUCT, "x_weight", version=3)
    assert held(row, shaped(PRODUCT).fields["x_weight"]) == Decimal(3)


def test_the_type_of_a_field_stays(admin):
    add("x_weight", NUMBER)
    with pytest.raises(Rejected) as refused:
        operations.keep_field(PRODUCT, "x_weight", {**NUMBER, "kind": "text"}, version=version())
    assert refused.value.field == "shape"


def test_a_default_fills_new_records_also_where_nobody_is_asked(admin):
    add("x_weight", NUMBER, default="2.5")
    configure(
        PRODUCT_SUBJECT,
        {
            **content_of(PRODUCT_SUBJECT),
            "hidden": ["maker"],
            "required": ["maker"],
            "defaults": {"maker": "自社"},
        },
        "standard_changed",
    )
    row = enter("A")
    assert (row.maker, held(row, shaped(PRODUCT).fields["x_weight"])) == ("自社", Decimal("2.5"))


def test_there_are_at_most_a_hundred_own_fields(admin):
    fields = {f"x_f{number}": {"kind": "text", "label": {"ja": f"項目{number}"}} for number in range(100)}
    configure(PRODUCT_SUBJECT, {"fields": fields}, "made")
    with pytest.raises(Rejected, match="100"):
        add("x_more", NUMBER)
