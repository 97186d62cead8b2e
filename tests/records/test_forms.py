"""A form that was opened before a field went away, one field looked at by itself, and how fields are laid out."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.layouts.operations import configure
from app.records.layouts.shaping import content_of, shaped
from tests.records.filling import inputs_of, opened
from tests.records.test_own_fields import FIELDS, codes

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
FORM = {"code": "A", "name": "平座金", "unit": "個", "tax_code": "10"}


def arrange(**changes):
    configure("record:product", {"fields": FIELDS} | changes, "made")


@pytest.fixture
def made(inside, cast):
    """A product of a tenant with own fields, one of them with a retired value that it holds."""
    with inside(cast.system_admin):
        configure("codes", codes(), "codes_changed")
        arrange()
    with inside(cast.master_admin):
        made = keeping.enter(shaped(PRODUCT), {**FORM, "x_rank": "b", "x_weight": 2})
        configure("codes", codes(retired=True), "codes_changed")
    return made


def without(inside, cast, *names):
    """The fields are deleted, as the administration does it."""
    with inside(cast.system_admin):
        fields = content_of("record:product")["fields"]
        gone = {name: fields[name] | {"deleted": True} for name in names}
        arrange(fields=fields | gone)


def test_what_was_typed_into_a_deleted_field_is_shown_once(made, client, cast, inside):
    page, where = client(cast.master_admin), f"/yamada/products/{made.id}"
    form = opened(page, f"{where}/edit")
    without(inside, cast, "x_weight", "x_checked", "x_rank")
    typed = {**form, "x_weight": "１２.５", "x_checked": "令和8年11月21日", "spec": "M8"}
    answer = page.post_form(where, typed, form_page=f"{where}/edit")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert [one in text for one in ("質量", "12.5", "点検日", "2026-11-21", "ランク")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    with inside(cast.master_admin):
        row = session.scalars(select(Product)).one()
        assert (row.spec, row.extra["x_weight"]) == ("M8", "2")


def test_what_was_not_touched_in_a_deleted_field_is_nobodys_loss(made, client, cast, inside):
    page, where = client(cast.master_admin), f"/yamada/products/{made.id}"
    form = opened(page, f"{where}/edit")
    without(inside, cast, *FIELDS)
    assert page.post_form(where, {**form, "spec": "M8"}, form_page=f"{where}/edit").status_code == 303


def test_a_new_record_says_what_was_left_out_too(made, client, cast, inside):
    page = client(cast.master_admin)
    without(inside, cast, "x_weight")
    typed = {**FORM, "code": "B", "x_weight": "7", "x_purged": "まだある", "csrf": "x"}
    answer = page.post_form("/yamada/products", typed, form_page="/yamada/products/new")
    text = answer.get_data(as_text=True)
    assert [one in text for one in ("質量", ">7<", "purged", "まだある")] == [True] * 4


def test_it_waits_while_something_else_is_wrong(made, client, cast, inside):
    page, where = client(cast.master_admin), f"/yamada/products/{made.id}"
    form = opened(page, f"{where}/edit")
    without(inside, cast, "x_weight")
    answer = page.post_form(where, {**form, "x_weight": "12", "name": ""}, form_page=f"{where}/edit")
    assert answer.status_code == 422
    again = inputs_of(answer, "product-form")
    assert again["x_weight"] == ["12"]
    text = page.post_form(where, {**again, "name": "座金"}, form_page=f"{where}/edit").get_data(as_text=True)
    assert ">12<" in text


def check(page, field, typed, record="", more=""):
    where = f"/yamada/products/checks?field={field}&record={record}{more}"
    return page.post_form(where, {**FORM, **typed}, form_page="/yamada/products/new", headers=HTMX)


@pytest.mark.parametrize(
    "field, typed, said",
    [
        ("code", "品番 1", "英数字"),
        ("code", "A", "「平座金」が使っています"),
        ("name", " ", "必ず入力"),
        ("kana", "ひらza", "カナ"),
        ("price", "-5", "0以上"),
        ("x_weight", "重い", "数"),
        ("x_checked", "13/45", "日付"),
        ("x_when", "昨日の夜", "日"),
        ("x_rank", "b", "使用を終えた"),
        ("x_rank", "zz", ""),
        ("x_marks", "zz", "選び直して"),
        ("x_marks", ["a", "b"], "使用を終えた"),
    ],
)
def test_each_kind_of_field_is_checked_by_itself(made, client, cast, field, typed, said):
    text = check(client(cast.master_admin), field, {field: typed}).get_data(as_text=True)
    assert 'class="error"' in text
    assert said in text
    assert f'id="{field}-notes"' in text


@pytest.mark.parametrize(
    "field, typed",
    [
        ("code", "B"),
        ("x_weight", "１，２３４.５"),
        ("x_checked", "11/21"),
        ("x_rank", "a"),
        ("x_marks", ["a"]),
    ],
)
def test_what_is_right_is_left_alone(made, client, cast, field, typed):
    assert 'class="error"' not in check(client(cast.master_admin), field, {field: typed}).get_data(
        as_text=True
    )


def test_a_record_may_keep_its_code_and_its_retired_value(made, client, cast):
    page = client(cast.master_admin)
    for field, value in (("code", "A"), ("x_rank", "b")):
        assert 'class="error"' not in check(page, field, {field: value}, made.id).get_data(as_text=True)


def test_a_link_is_checked_by_what_was_typed_without_choosing(made, client, cast):
    page = client(cast.master_admin)
    assert "候補から" in check(page, "x_twin", {"x_twin": "", "x_twin_text": "ない"}).get_data(as_text=True)
    right = check(page, "x_twin", {"x_twin": "", "x_twin_text": "A"}).get_data(as_text=True)
    assert 'class="error"' not in right
    gone = check(page, "x_twin", {"x_twin": "00000000-0000-7000-8000-000000000001"})
    assert "もうありません" in gone.get_data(as_text=True)


def test_a_field_that_went_away_says_so_and_one_that_never_was_is_none(made, client, cast, inside):
    without(inside, cast, "x_weight")
    page = client(cast.master_admin)
    assert "廃止されました" in check(page, "x_weight", {"x_weight": "1"}).get_data(as_text=True)
    assert check(page, "nonsense", {}).status_code == 404


def test_a_retired_value_is_offered_only_where_it_is_held(made, client, cast):
    page = client(cast.master_admin)
    of_new = page.get("/yamada/products/new").get_data(as_text=True)
    of_old = page.get(f"/yamada/products/{made.id}/edit").get_data(as_text=True)
    assert [">良</option>" in text for text in (of_new, of_old)] == [False, True]


def test_numbers_that_contradict_each_other_are_seen_before_saving(client, cast):
    page = client(cast.master_admin)
    typed = {"corporate_number": "7000012050002", "registration_number": "T9000012050000", "is_supplier": "y"}
    said = page.post_form(
        "/yamada/partners/checks?field=registration_number",
        typed,
        form_page="/yamada/partners/new",
        headers=HTMX,
    ).get_data(as_text=True)
    assert 'class="error"' in said


def test_a_collapsed_card_opens_when_something_in_it_is_wrong(made, client, cast, inside):
    with inside(cast.system_admin):
        arrange(cards=[{"key": "card0"}, {"key": "card1", "collapsed": True}, {"key": "card2"}])
    page = client(cast.master_admin)
    assert '<details class="card folding">' in page.get("/yamada/products/new").get_data(as_text=True)
    answer = page.post_form("/yamada/products", {**FORM, "price": "高い"}, form_page="/yamada/products/new")
    assert '<details class="card folding">' not in answer.get_data(as_text=True)
    with inside(cast.master_admin):
        assert held(session.scalars(select(Product)).one(), PRODUCT.fields["code"]) == "A"


def test_what_a_formula_gives_is_seen_before_saving(made, client, cast, inside):
    total = {"kind": "yen", "label": {"ja": "合計"}, "formula": "price * x_weight"}
    with inside(cast.system_admin):
        arrange(fields=FIELDS | {"x_total": total})
    page = client(cast.master_admin)
    where = f"/yamada/products/{made.id}"
    assert 'id="x_total-worked" class="worked">—' in page.get(f"{where}/edit").get_data(as_text=True)
    for price, weight, said in (("１，５００", "2", "¥3,000"), ("", "2", "—"), ("高い", "2", "—")):
        text = page.post_form(
            "/yamada/products/checks?worked=1",
            {**FORM, "price": price, "x_weight": weight},
            form_page=f"{where}/edit",
            headers=HTMX,
        ).get_data(as_text=True)
        assert f'id="x_total-worked" class="worked" hx-swap-oob="true">{said}' in text
    form = opened(page, f"{where}/edit")
    assert page.post_form(where, {**form, "price": "1500"}, form_page=f"{where}/edit").status_code == 303
    assert "¥3,000" in page.get(where).get_data(as_text=True)


def test_a_person_and_a_department_are_named_by_mail_or_code(made, client, cast, inside):
    person = {"kind": "link", "label": {"ja": "担当"}, "link": "user"}
    unit = {"kind": "link", "label": {"ja": "部門"}, "link": "organisation"}
    with inside(cast.system_admin):
        arrange(fields=FIELDS | {"x_person": person, "x_unit": unit})
    page, where = client(cast.master_admin), f"/yamada/products/{made.id}"
    typed = {**opened(page, f"{where}/edit"), "x_person_text": cast.buyer.email, "x_unit_text": "製造部"}
    assert page.post_form(where, typed, form_page=f"{where}/edit").status_code == 303
    with inside(cast.master_admin):
        row = session.scalars(select(Product)).one()
        assert row.extra["x_person"] == str(cast.buyer.user_id)
    text = page.get(f"{where}/edit").get_data(as_text=True)
    assert 'value="製造部"' in text
    wrong = {**typed, "x_person_text": "いない人", "x_person": "", "opened": ""}
    answer = page.post_form(where, wrong, form_page=f"{where}/edit")
    assert answer.status_code == 422
    assert "候補から" in answer.get_data(as_text=True)
