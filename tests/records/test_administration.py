"""項目とレイアウト: the screens on which a tenant arranges its records."""

import re

import pytest

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.masters.products.travelling import TRAVELLING
from app.records.layouts.queries import latest
from app.records.layouts.shaping import content_of, shaped
from app.records.layouts.versions import version_of

LAYOUT = "/yamada/layouts/product"
SUBJECT = "record:product"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
SCREENS = ("", "/product/labels", "/product/standard-fields", "/product/figures", "/product/cards", "/product/buttons",
           "/product/buttons/new", "/product/fields", "/product/fields/new", "/product/versions")  # fmt: skip


@pytest.fixture
def content(inside, cast):
    def read(subject=SUBJECT):
        with inside(cast.master_admin):
            return content_of(subject)

    return read


@pytest.fixture
def shape(inside, cast):
    def read():
        with inside(cast.master_admin):
            return shaped(PRODUCT)

    return read


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_opens_for_the_administrator_and_nobody_else(client, cast, product, path):
    product("A", "平座金")
    assert client(cast.master_admin).get(f"/yamada/layouts{path}").status_code == 200
    assert client(cast.system_admin).get(f"/yamada/layouts{path}").status_code == 200
    assert client(cast.buyer).get(f"/yamada/layouts{path}").status_code == 403


def test_an_unknown_record_type_does_not_exist(client, cast):
    assert client(cast.master_admin).get("/yamada/layouts/nonsense/labels").status_code == 404


def test_a_label_is_looked_at_saved_and_put_back(client, cast, content, product):
    product("A", "平座金")
    page = client(cast.master_admin)
    typed = {"name__ja": " <b>呼び名</b> ", "name__en": "Called", "version": "0"}
    looked = page.post_form(f"{LAYOUT}/labels", {**typed, "look": "1"}, form_page=f"{LAYOUT}/labels")
    text = looked.get_data(as_text=True)
    assert (looked.status_code, "&lt;b&gt;呼び名&lt;/b&gt;" in text, "保存前" in text) == (200, True, True)
    assert content() == {}
    saved = page.post_form(f"{LAYOUT}/labels", typed, form_page=f"{LAYOUT}/labels")
    assert (saved.status_code, saved.headers["Location"]) == (303, "/yamada/layouts/product/labels")
    assert content()["labels"] == {"name": {"ja": "<b>呼び名</b>", "en": "Called"}}
    assert "&lt;b&gt;呼び名&lt;/b&gt;" in page.get("/yamada/products").get_data(as_text=True)
    reset = {**typed, "version": "1", "reset": "name"}
    page.post_form(f"{LAYOUT}/labels", reset, form_page=f"{LAYOUT}/labels")
    page.post_form(f"{LAYOUT}/labels", {"version": "1"}, form_page=f"{LAYOUT}/labels")
    assert content()["labels"] == {}


def test_a_label_has_at_most_forty_letters(client, cast, content):
    page = client(cast.master_admin)
    sent = page.post_form(
        f"{LAYOUT}/labels", {"name__ja": "あ" * 41, "version": "0"}, form_page=f"{LAYOUT}/labels"
    )
    assert (sent.status_code, "40文字以内" in sent.get_data(as_text=True), content()) == (422, True, {})


def test_looking_through_htmx_answers_the_preview_alone(client, cast, product):
    product("A", "平座金")
    page = client(cast.master_admin)
    page.get(f"{LAYOUT}/labels")
    sent = page.post_form(
        f"{LAYOUT}/labels",
        {"name__ja": "呼び名", "look": "1"},
        form_page=f"{LAYOUT}/labels",
        headers=PARTIAL,
    )
    text = sent.get_data(as_text=True)
    assert (sent.status_code, text.count("<form"), 'id="preview"' in text, "呼び名" in text) == (
        200,
        0,
        True,
        True,
    )


def shown_all(kind=PRODUCT):
    return {f"{name}__shown": "y" for name in kind.fields}


def test_a_hidden_field_leaves_every_screen_and_keeps_its_values(client, cast, content, product):
    product("A", "平座金", maker="神田製作所")
    page, typed = client(cast.master_admin), shown_all()
    del typed["maker__shown"]
    saved = page.post_form(
        f"{LAYOUT}/standard-fields", {**typed, "version": "0"}, form_page=f"{LAYOUT}/standard-fields"
    )
    assert (saved.status_code, content()["hidden"]) == (303, ["maker"])
    for path in ("/yamada/products/new", "/yamada/products"):
        assert "メーカー" not in page.get(path).get_data(as_text=True)


def test_a_required_field_that_is_hidden_needs_a_value(client, cast, content):
    page, typed = client(cast.master_admin), shown_all()
    del typed["maker__shown"]
    typed |= {"maker__required": "y", "version": "0"}
    refused = page.post_form(f"{LAYOUT}/standard-fields", typed, form_page=f"{LAYOUT}/standard-fields")
    assert (refused.status_code, content()) == (422, {})
    typed["maker__default"] = "自社"
    saved = page.post_form(f"{LAYOUT}/standard-fields", typed, form_page=f"{LAYOUT}/standard-fields")
    assert (saved.status_code, content()["defaults"]) == (303, {"maker": "自社"})


def test_what_the_system_needs_cannot_be_hidden(client, cast, content):
    page = client(cast.master_admin)
    page.post_form(f"{LAYOUT}/standard-fields", {"version": "0"}, form_page=f"{LAYOUT}/standard-fields")
    assert set(content()["hidden"]) == set(PRODUCT.fields) - {"code", "name", "unit", "tax_code"}


def places(*cards):
    return [word for key, names in cards for word in (f"card:{key}", *(f"field:{name}" for name in names))]


def test_cards_fields_and_columns_keep_the_order_of_the_screen(client, cast, content, shape, product):
    product("A", "平座金")
    page = client(cast.master_admin)
    typed = {
        "place": places(("card1", ["price", "code"]), ("card0", ["name"]), ("new1", ["maker"])),
        "label_ja-new1": "製造",
        "label_ja-card0": "あらまし",
        "collapsed-card1": "1",
        "column": ["name", "code"],
        "version": "0",
    }
    saved = page.post_form(f"{LAYOUT}/cards", typed, form_page=f"{LAYOUT}/cards")
    assert saved.status_code == 303
    kind = shape()
    found = [(str(card.label), [of.name for of in card.fields], card.collapsed) for card in kind.cards]
    assert found == [
        ("単価と税", ["price", "code", "unit", "tax_code"], True),
        ("あらまし", ["name", "kana", "category_id", "jan"], False),
        ("製造", ["maker"], False),
        ("仕様", ["spec", "model_number", "note"], False),
        ("保管・発送", [one.name for one in TRAVELLING.fields], False),
    ]
    assert kind.columns == ("name", "code")


@pytest.mark.parametrize(
    "move, cards, columns",
    [
        ("field:name:up", ["name", "code", "kana", "category_id", "jan"], None),
        ("field:jan:down", ["code", "name", "kana", "category_id", "jan"], None),
        ("field:code:after", ["name", "kana", "category_id", "jan"], None),
        ("column:name:up", ["code", "name", "kana", "category_id", "jan"], ["name", "code"]),
        ("field:nonsense:up", ["code", "name", "kana", "category_id", "jan"], None),
    ],
)
def test_without_javascript_arrows_move_one_thing_and_nothing_is_saved(
    client, cast, content, product, move, cards, columns
):
    page = client(cast.master_admin)
    typed = {
        "place": places(
            ("card0", ["code", "name", "kana", "category_id", "jan"]), ("card1", []), ("card2", [])
        )
    }
    sent = page.post_form(
        f"{LAYOUT}/cards", {**typed, "column": ["code", "name"], "move": move}, form_page=f"{LAYOUT}/cards"
    )
    text = sent.get_data(as_text=True)
    found = re.findall(r'name="place" value="field:(\w+)"', text)
    assert (sent.status_code, found[: len(cards)]) == (200, cards)
    if columns:
        assert [one.split('"')[0] for one in text.split('name="column" value="')[1:3]] == columns
    assert content() == {}


BUTTON = {
    "label_ja": "地図",
    "action": "link",
    "place": "page",
    "icon": "globe",
    "url": "https://maps.example.com/?q={name}&c={code}",
    "new_tab": "y",
    "target": "",
    "permission": "",
    "when": "",
}


def test_a_button_leads_out_of_the_page_with_the_values_of_the_record(client, cast, content, product):
    row = product("A", "座金 <M8>&")
    page = client(cast.master_admin)
    saved = page.post_form(f"{LAYOUT}/buttons", {**BUTTON, "version": "0"}, form_page=f"{LAYOUT}/buttons/new")
    assert saved.status_code == 303
    text = client(cast.buyer).get(f"/yamada/products/{row.id}").get_data(as_text=True)
    assert "https://maps.example.com/?q=%E5%BA%A7%E9%87%91%20%3CM8%3E%26&amp;c=A" in text
    [button] = content()["buttons"]
    gone = page.post_form(
        f"{LAYOUT}/buttons/{button['id']}?_method=DELETE", {"version": "1"}, form_page=f"{LAYOUT}/buttons"
    )
    assert (gone.status_code, content()["buttons"]) == (303, [])


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"url": "http://example.com/"}, "https://"),
        ({"url": "https://{name}.example.com/"}, "https://"),
        ({"url": "https://example.com/{nonsense}"}, "nonsense"),
        ({"place": "list"}, "差し込めません"),
        ({"action": "edit", "place": "list"}, "レコードの画面"),
        ({"action": "new", "target": ""}, "登録するレコード"),
        ({"label_ja": "", "label_en": ""}, "名称"),
    ],
)
def test_a_button_that_would_lead_astray_is_refused(client, cast, content, typed, said):
    page = client(cast.master_admin)
    sent = page.post_form(
        f"{LAYOUT}/buttons", {**BUTTON, **typed, "version": "0"}, form_page=f"{LAYOUT}/buttons/new"
    )
    assert (sent.status_code, said in sent.get_data(as_text=True), content()) == (422, True, {})


def test_a_button_shows_only_where_its_field_is_filled_and_its_reader_may(client, cast, content, product):
    full, empty = product("A", "平座金", maker="神田"), product("B", "ばね座金")
    page = client(cast.master_admin)
    typed = {**BUTTON, "when": "maker", "permission": "masters.product.edit", "version": "0"}
    page.post_form(f"{LAYOUT}/buttons", typed, form_page=f"{LAYOUT}/buttons/new")
    shown = [
        "maps.example.com" in client(who).get(f"/yamada/products/{row.id}").get_data(as_text=True)
        for who, row in ((cast.buyer, full), (cast.buyer, empty), (cast.requester, full))
    ]
    assert shown == [True, False, False]


def test_two_administrators_who_save_at_once_meet(client, cast, content, product):
    product("A", "平座金")
    first, second = client(cast.system_admin), client(cast.master_admin)
    second.get(f"{LAYOUT}/labels")
    first.post_form(f"{LAYOUT}/labels", {"maker__ja": "製造元", "version": "0"}, form_page=f"{LAYOUT}/labels")
    late = second.post_form(
        f"{LAYOUT}/labels", {"name__ja": "呼び名", "version": "0"}, form_page=f"{LAYOUT}/labels"
    )
    text = late.get_data(as_text=True)
    assert (late.status_code, "先に保存しました" in text, 'value="呼び名"' in text) == (409, True, True)
    assert content()["labels"] == {"maker": {"ja": "製造元"}}


def test_an_earlier_version_is_looked_at_and_comes_back(client, cast, content, product, inside):
    product("A", "平座金")
    page = client(cast.master_admin)
    for version, name in enumerate(("呼び名", "品名")):
        typed = {"name__ja": name, "version": str(version)}
        page.post_form(f"{LAYOUT}/labels", typed, form_page=f"{LAYOUT}/labels")
    looked = page.get(f"{LAYOUT}/versions?version=1").get_data(as_text=True)
    assert ("呼び名" in looked, "項目名を変更" in looked) == (True, True)
    back = page.post_form(
        f"{LAYOUT}/versions/1/restoration", {"version": "2"}, form_page=f"{LAYOUT}/versions"
    )
    assert (back.status_code, content()["labels"]) == (303, {"name": {"ja": "呼び名"}})
    with inside(cast.master_admin):
        assert (version_of(SUBJECT), latest(SUBJECT).summary, latest(SUBJECT).details["to"]) == (
            3,
            "taken_back",
            1,
        )
        session.rollback()
