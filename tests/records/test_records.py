"""Entering, changing, archiving: what is written, what is refused, what the trail says."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.model import AuditEntry
from app.records.kit import keeping

FORM = {"code": "A-1", "name": "平座金", "unit": "個", "tax_code": "10"}
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def rows(model=Product):
    return list(session.scalars(select(model)))


def verbs():
    return list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.at, AuditEntry.id)))


def test_a_record_is_entered_and_its_page_shown(client, cast, inside):
    page = client(cast.master_admin)
    answer = page.post_form(
        "/yamada/products", {**FORM, "price": "１，２００.５０"}, form_page="/yamada/products/new"
    )
    assert answer.status_code == 303
    shown = page.get(answer.headers["Location"]).get_data(as_text=True)
    assert "平座金" in shown
    assert "1,200.50" in shown
    assert "登録しました" in shown
    with inside(cast.master_admin):
        [row] = rows()
        assert (row.code, row.search_text, row.version) == ("A-1", "a-1 平座金", 1)
        assert verbs() == ["product.created"]


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"code": ""}, "入力"),
        ({"code": "品番 1"}, "英数字"),
        ({"name": " "}, "入力"),
        ({"kana": "ひらza"}, "カナ"),
        ({"price": "-5"}, "0以上"),
        ({"price": "4.05E+11"}, "1,234"),
        ({"tax_code": "99"}, ""),
        ({"category_id_text": "ない分類"}, "候補から"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(client, cast, inside, typed, said):
    page = client(cast.master_admin)
    answer = page.post_form("/yamada/products", {**FORM, **typed}, form_page="/yamada/products/new")
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    with inside(cast.master_admin):
        assert rows() == []
        assert verbs() == []


def test_a_code_is_used_once(client, cast, product):
    product("A-1", "六角ボルト")
    page = client(cast.master_admin)
    answer = page.post_form("/yamada/products", FORM, form_page="/yamada/products/new")
    assert answer.status_code == 422
    assert "「六角ボルト」が使っています" in answer.get_data(as_text=True)


def test_one_field_is_checked_while_typing(client, cast, product):
    product("A-1", "六角ボルト")
    page = client(cast.master_admin)
    checked = page.post_form(
        "/yamada/products/checks?field=code", FORM, form_page="/yamada/products/new", headers=HTMX
    ).get_data(as_text=True)
    assert "「六角ボルト」が使っています" in checked
    assert 'name="name"' not in checked
    own = page.post_form(
        f"/yamada/products/checks?field=code&record={rows_of(cast, page)}",
        FORM,
        form_page="/yamada/products/new",
        headers=HTMX,
    )
    assert "使っています" not in own.get_data(as_text=True)


def rows_of(cast, page):
    text = page.get("/yamada/products").get_data(as_text=True)
    return text.split('<tr id="product-')[1].split('"')[0]


def test_a_change_keeps_before_and_after(client, cast, product, inside):
    made = product("A-1", "平座金", price=100)
    page = client(cast.master_admin)
    where = f"/yamada/products/{made.id}"
    page.post_form(
        where, {**FORM, "name": "ばね座金", "price": "120", "version": "1"}, form_page=f"{where}/edit"
    )
    shown = page.get(where).get_data(as_text=True)
    assert "<del>平座金</del> → <ins>ばね座金</ins>" in shown
    assert "<del>100</del> → <ins>120</ins>" in shown
    with inside(cast.master_admin):
        [row] = rows()
        assert (row.name, row.version, row.search_text) == ("ばね座金", 2, "a-1 ばね座金")
        assert verbs() == ["product.created", "product.changed"]


def test_saving_without_a_change_leaves_no_trace(cast, product, inside):
    made = product("A-1", "平座金")
    with inside(cast.master_admin):
        row = session.get(Product, (made.tenant_id, made.id))
        assert keeping.change(PRODUCT, row, {"name": "平座金"} | {"code": "A-1"}, version=1) == {}
        assert row.version == 1
        assert verbs() == ["product.created"]


def test_archiving_is_undone_in_one_step(client, cast, product, inside):
    made = product("A-1", "平座金")
    page, where = client(cast.master_admin), f"/yamada/products/{made.id}"
    answer = page.post_form(f"{where}/archiving", form_page=where)
    assert answer.headers["Location"].endswith(f"/yamada/products?undo={made.id}")
    assert "元に戻す" in page.get(answer.headers["Location"]).get_data(as_text=True)
    assert "アーカイブ済みです" in page.get(where).get_data(as_text=True)
    page.post_form(f"{where}/archiving?_method=DELETE", form_page=where)
    with inside(cast.master_admin):
        [row] = rows()
        assert (row.state, row.archived_from) == ("active", None)
        assert verbs() == ["product.created", "product.archived", "product.restored"]


def test_restoring_gives_back_the_state_from_before(cast, partner, inside):
    from app.masters.partners.model import Partner
    from app.masters.partners.record import PARTNER

    made = partner("S-1", "神田鋼材")
    with inside(cast.master_admin):
        row = session.get(Partner, (made.tenant_id, made.id))
        keeping.move(PARTNER, row, "suspended")
        keeping.archive(PARTNER, row)
        with pytest.raises(Rejected):
            keeping.move(PARTNER, row, "active")
        keeping.restore(PARTNER, row)
        assert row.state == "suspended"


def test_a_category_is_chosen_by_its_code_without_javascript(client, cast, category, inside):
    made = category("10", "鋼材")
    page = client(cast.master_admin)
    page.post_form("/yamada/products", {**FORM, "category_id_text": "10"}, form_page="/yamada/products/new")
    with inside(cast.master_admin):
        assert rows()[0].category_id == made.id


def test_who_may_only_look_finds_no_buttons_and_no_form(client, cast, product):
    made = product("A-1", "平座金")
    page = client(cast.auditor)
    assert "/edit" not in page.get(f"/yamada/products/{made.id}").get_data(as_text=True)
    assert page.get(f"/yamada/products/{made.id}/edit").status_code == 403
    assert page.get("/yamada/products/new").status_code == 403


def test_a_record_of_another_tenant_does_not_exist(client, cast, product):
    made = product("A-1", "平座金")
    page = client(cast.person("foreign", "master_admin"))
    assert page.get(f"/foreign/products/{made.id}").status_code == 404
    assert page.get(f"/foreign/products/{made.id}/edit").status_code == 404


def test_the_whole_history_has_a_page(client, cast, product):
    made = product("A-1", "平座金")
    assert "登録しました" in client(cast.auditor).get(f"/yamada/products/{made.id}/history").get_data(
        as_text=True
    )
