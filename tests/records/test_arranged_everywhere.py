"""What an administrator changes shows at once on every screen, in files and for programs."""

import io

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.storage import StoredFile
from app.records.custom_fields import reworking
from app.records.custom_fields.model import Rework
from app.records.exports.columns import offered
from app.records.imports.matching import by_name
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.layouts.shaping import content_of, shaped
from app.records.layouts.versions import version_of

FIELDS = "/yamada/layouts/product/fields"
CODES = "/yamada/layouts/codes"
EMPTY = {
    "label_en": "", "help_ja": "", "help_en": "", "card": "card1", "code_list": "", "link": "", "formula": "",
    "result": "decimal", "suffix": "", "default": "",
}  # fmt: skip
LIST = {
    "code": "rank",
    "label_ja": "ランク",
    "values-0-code": "a",
    "values-0-ja": "優",
    "values-0-tone": "done",
    "values-1-code": "b",
    "values-1-ja": "良",
    "values-1-tone": "",
}


@pytest.fixture
def page(client, cast):
    return client(cast.master_admin)


@pytest.fixture
def inside_it(inside, cast):
    return lambda: inside(cast.master_admin)


@pytest.fixture
def add(page, inside_it):
    def added(code, label, shape, **more):
        with inside_it():
            version = version_of("record:product")
        typed = {**EMPTY, "code": code, "label_ja": label, "shape": shape, "version": str(version), **more}
        sent = page.post_form(FIELDS, typed, form_page=f"{FIELDS}/new")
        assert sent.status_code == 303
        return sent

    return added


def test_a_new_field_is_in_form_page_list_filter_import_export_and_history(page, add, inside_it, product):
    row = product("A", "平座金")
    page.post_form(CODES, {**LIST, "version": "0"}, form_page=f"{CODES}/new")
    add("rank", "格付", "choice", code_list="rank", sortable="y")
    add("twice", "二倍", "formula", formula="[標準単価] * 2", result="yen")
    assert "格付" in page.get("/yamada/products/new").get_data(as_text=True)
    typed = {
        "code": "A",
        "name": "平座金",
        "unit": "個",
        "tax_code": "10",
        "price": "100",
        "x_rank": "b",
        "version": "1",
    }
    address = f"/yamada/products/{row.id}"
    assert page.post_form(address, typed, form_page=f"{address}/edit").status_code == 303
    shown = page.get(address).get_data(as_text=True)
    assert [word for word in ("格付", "良", "二倍", "¥200") if word not in shown] == []
    listed = page.get("/yamada/products?columns=name,x_rank,x_twice&x_rank.in=b&sort=-x_twice").get_data(
        as_text=True
    )
    assert [word for word in ("格付", "良", "¥200", "平座金") if word not in listed] == []
    assert "平座金" not in page.get("/yamada/products?x_rank.in=a").get_data(as_text=True).split("<table")[-1]
    with inside_it():
        kind = shaped(PRODUCT)
        assert by_name(kind, ["品目コード", "格付", "ext.rank", "二倍"]) == {"code": 0, "x_rank": 1}
        assert {"x_rank", "x_twice"} <= offered(kind).keys()
        assert held(session.scalars(select(Product)).one(), kind.fields["x_twice"]) == 200


def test_a_formula_without_a_value_is_marked(page, add, inside_it, product):
    row = product("A", "平座金", price=0)
    add("share", "割合", "formula", formula="100 / price")
    assert "計算できません" in page.get(f"/yamada/products/{row.id}").get_data(as_text=True)


def test_a_formula_is_looked_at_on_a_record_before_it_is_saved(page, inside_it, product):
    product("A", "平座金", price=100)
    typed = {
        **EMPTY,
        "code": "twice",
        "label_ja": "二倍",
        "shape": "formula",
        "formula": "price * 2",
        "look": "1",
    }
    looked = page.post_form(FIELDS, typed, form_page=f"{FIELDS}/new").get_data(as_text=True)
    assert [word for word in ("保存前", "二倍", "200") if word not in looked] == []
    with inside_it():
        assert content_of("record:product") == {}


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"formula": "price +"}, "途中"),
        ({"formula": "twice + 1"}, "二倍 → 二倍"),
        ({"formula": 'concat("a")'}, "結果"),
        ({"code": "1x", "formula": "1"}, "英小文字"),
        ({"label_ja": "", "formula": "1"}, "名称"),
        ({"shape": "choice"}, "コード区分"),
        ({"shape": "record"}, "参照先"),
        ({"shape": "yen", "default": "たくさん"}, "1,234"),
        ({"shape": "long", "sortable": "y"}, "高速"),
    ],
)
def test_a_field_that_cannot_work_is_refused_beside_its_input(page, inside_it, typed, said):
    whole = {**EMPTY, "code": "twice", "label_ja": "二倍", "shape": "formula", "version": "0", **typed}
    sent = page.post_form(FIELDS, whole, form_page=f"{FIELDS}/new")
    assert (sent.status_code, said in sent.get_data(as_text=True)) == (422, True)
    with inside_it():
        assert content_of("record:product") == {}


def test_a_deleted_field_leaves_every_screen_and_comes_back_from_the_page(page, add, inside_it, product):
    row = product("A", "平座金")
    add("weight", "質量", "number")
    with inside_it():
        entity = session.get(Product, (row.tenant_id, row.id))
        keeping.change(shaped(PRODUCT), entity, {"x_weight": 3}, version=1)
        session.commit()
    page.post_form(f"{FIELDS}/x_weight/deletion", {"version": "1"}, form_page=FIELDS)
    assert (
        "質量"
        not in page.get(f"/yamada/products/{row.id}")
        .get_data(as_text=True)
        .split('id="activity"')[0]
        .split("<aside")[0]
    )
    page.post_form(f"{FIELDS}/x_weight/deletion?_method=DELETE", {"version": "2"}, form_page=FIELDS)
    with inside_it():
        entity = session.scalars(select(Product)).one()
        assert held(entity, shaped(PRODUCT).fields["x_weight"]) == 3


def test_a_value_in_use_is_retired_not_removed_and_merged_by_a_job(page, add, inside_it, product):
    product("A", "平座金"), product("B", "ばね座金")
    page.post_form(CODES, {**LIST, "version": "0"}, form_page=f"{CODES}/new")
    add("rank", "格付", "choice", code_list="rank")
    add("marks", "印", "many", code_list="rank")
    with inside_it():
        kind = shaped(PRODUCT)
        for one, values in zip(
            session.scalars(select(Product).order_by(Product.code)),
            ({"x_rank": "b"}, {"x_marks": ["a", "b"]}),
            strict=True,
        ):
            keeping.change(kind, one, values, version=1)
        session.commit()
    only_a = {key: value for key, value in LIST.items() if "-1-" not in key}
    refused = page.post_form(f"{CODES}/rank", {**only_a, "version": "1"}, form_page=f"{CODES}/rank")
    assert (refused.status_code, "2件" in refused.get_data(as_text=True)) == (422, True)
    merged = page.post_form(
        f"{CODES}/rank/merges", {"value": "b", "into": "a", "version": "1"}, form_page=f"{CODES}/rank"
    )
    assert merged.status_code == 303
    with inside_it():
        assert [one.get("retired", False) for one in content_of("codes")["rank"]["values"]] == [False, True]
        [work] = session.scalars(select(Rework))
        reworking.go_on(work.id)
        session.flush()
        kind = shaped(PRODUCT)
        rows = session.scalars(select(Product).order_by(Product.code)).all()
        assert [
            held(one, kind.fields[name]) for one, name in zip(rows, ("x_rank", "x_marks"), strict=True)
        ] == ["a", ["a"]]
        assert (work.state, work.done, [one.version for one in rows]) == ("done", 2, [3, 3])
        session.commit()
    saved = page.post_form(f"{CODES}/rank", {**only_a, "version": "2"}, form_page=f"{CODES}/rank")
    assert saved.status_code == 303


def test_a_file_goes_into_its_field_and_comes_out_again(page, add, inside_it, product, client, cast):
    row = product("A", "平座金")
    add("drawing", "図面", "file")
    address = f"/yamada/products/{row.id}"
    sent = page.post_form(
        f"{address}/files/x_drawing",
        {"file": (io.BytesIO(b"%PDF-1.7 plan"), "図面.pdf")},
        form_page=address,
        content_type="multipart/form-data",
    )
    assert sent.status_code == 303
    assert "図面.pdf" in page.get(address).get_data(as_text=True)
    with client(cast.buyer).get(f"{address}/files/x_drawing") as handed:
        assert handed.data == b"%PDF-1.7 plan"
    with inside_it():
        assert session.scalars(select(StoredFile.content_type)).all() == ["application/pdf"]
    page.post_form(f"{address}/files/x_drawing?_method=DELETE", {}, form_page=address)
    assert page.get(f"{address}/files/x_drawing").status_code == 404


def test_a_new_record_begins_with_what_a_button_says(page):
    text = page.get("/yamada/products/new?maker=神田&price=1200&nonsense=1&tax_code=zzz").get_data(
        as_text=True
    )
    assert ('value="神田"' in text, 'value="1,200"' in text) == (True, True)
