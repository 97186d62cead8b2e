"""複製: what a copy begins with, and what it never takes."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.partners.model import Partner
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.queries import trail_of
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from tests.records.filling import inputs_of, opened
from tests.records.test_own_fields import FIELDS, codes


@pytest.fixture
def source(inside, cast):
    """A product with own fields; its rank has been retired since."""
    with inside(cast.system_admin):
        configure("codes", codes(), "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
    with inside(cast.master_admin):
        own = {"x_rank": "b", "x_weight": 2, "x_marks": ["a", "b"]}
        made = keeping.enter(
            shaped(PRODUCT),
            {"code": "A", "name": "平座金", "tax_code": "10", "unit": "箱", "price": 5, **own},
        )
        configure("codes", codes(retired=True), "codes_changed")
    return made


def test_a_copy_has_everything_but_the_key_and_says_where_it_comes_from(source, client, cast, inside):
    page = client(cast.master_admin)
    where = f"/yamada/products/{source.id}/copy"
    assert where in page.get(f"/yamada/products/{source.id}").get_data(as_text=True)
    form = opened(page, where)
    assert (form["code"], form["name"], form["unit"], form["price"]) == ([""], ["平座金"], ["箱"], ["5"])
    assert (form["x_rank"], form["x_weight"], form["x_marks"]) == ([""], ["2"], ["a"])
    assert "「平座金」の複製です" in page.get(where).get_data(as_text=True)
    saved = page.post_form("/yamada/products", {**form, "code": "B"}, form_page=where)
    assert saved.status_code == 303
    with inside(cast.master_admin):
        made = session.scalars(select(Product).where(Product.code == "B")).one()
        assert (made.name, held(made, shaped(PRODUCT).fields["x_weight"]), made.version) == ("平座金", 2, 1)
        [entry] = session.scalars(trail_of(made.id))
        assert (entry.verb, entry.details) == ("product.created", {"copied_from": "A 平座金"})
    shown = page.get(saved.headers["Location"]).get_data(as_text=True)
    assert "「A 平座金」を複製して登録しました" in shown


def test_a_partners_numbers_are_its_own(partner, client, cast):
    made = partner("S-1", "神田鋼材", corporate_number="7000012050002", registration_number="T7000012050002")
    form = opened(client(cast.master_admin), f"/yamada/partners/{made.id}/copy", "partner-form")
    assert (form["name"], form["corporate_number"], form["registration_number"]) == (["神田鋼材"], [""], [""])


def test_a_copy_of_the_same_name_asks_whether_it_is_the_same(partner, client, cast, inside):
    made = partner("S-1", "神田鋼材")
    page, where = client(cast.master_admin), f"/yamada/partners/{made.id}/copy"
    form = {**opened(page, where, "partner-form"), "code": "S-2"}
    answer = page.post_form("/yamada/partners", form, form_page=where)
    assert answer.status_code == 422
    again = inputs_of(answer, "partner-form")
    assert again["copied_from"] == [str(made.id)]
    sure = {**again, "anyway": str(made.id)}
    assert page.post_form("/yamada/partners", sure, form_page=where).status_code == 303
    with inside(cast.master_admin):
        assert sorted(session.scalars(select(Partner.code))) == ["S-1", "S-2"]


def test_who_may_not_edit_may_not_copy(product, client, cast):
    made = product("A-1", "平座金")
    page = client(cast.auditor)
    assert page.get(f"/yamada/products/{made.id}/copy").status_code == 403
    assert "/copy" not in page.get(f"/yamada/products/{made.id}").get_data(as_text=True)


@pytest.mark.parametrize("said", ["nonsense", "00000000-0000-7000-8000-000000000001"])
def test_a_source_out_of_reach_is_no_source(client, cast, inside, said):
    page = client(cast.master_admin)
    typed = {"code": "A-1", "name": "平座金", "unit": "個", "tax_code": "10", "copied_from": said}
    assert page.post_form("/yamada/products", typed, form_page="/yamada/products/new").status_code == 303
    with inside(cast.master_admin):
        [made] = session.scalars(select(Product))
        assert [entry.details for entry in session.scalars(trail_of(made.id))] == [{}]
