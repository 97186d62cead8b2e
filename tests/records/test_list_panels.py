"""Asking a list more, and choosing its columns: panels that are plain GET forms."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.records.arranged import own, rows
from tests.records.test_lists import codes

__all__ = ["own", "rows"]
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
PRODUCTS = "/yamada/products"


def text_of(response):
    return unescape(response.get_data(as_text=True))


def asked_in(response):
    """What the address that an answer leads to asks, without the order."""
    assert response.status_code == 303, response.get_data(as_text=True)
    found = parse_qs(urlsplit(response.headers["Location"]).query)
    return {name: values for name, values in found.items() if name != "sort"}


def test_the_panel_offers_every_visible_field(own, client, cast):
    page = text_of(client(cast.buyer).get(f"{PRODUCTS}/filters?price.from=100"))
    offered = page.split("_field=")[1:]
    assert {one.split('"')[0].split("&")[0] for one in offered} == set(own.visible)
    assert "price.from=100" in page


@pytest.mark.parametrize(
    "field, words",
    [
        ("name", ["を含む", "で始まる", "空"]),
        ("price", ["下限", "上限"]),
        ("x_checked", ["今月", "今年度", "下限"]),
        ("x_rank", ["次のいずれか", "次のいずれでもない"]),
        ("x_marks", ["次のいずれか"]),
        ("x_live", ["はい", "いいえ"]),
        ("x_keeper", ["自分", "コードまたは名称"]),
        ("x_org", ["自組織と配下"]),
        ("category_id", ["コードまたは名称"]),
    ],
)
def test_each_kind_of_field_has_its_own_form(own, client, cast, field, words):
    page = client(cast.buyer)
    for headers in ({}, FRAGMENT):
        text = text_of(page.get(f"{PRODUCTS}/filters?_field={field}", headers=headers))
        assert [one for one in words if one not in text] == []


@pytest.mark.parametrize(
    "sent, asked",
    [
        ("_field=price&_way=range&_from=1,000", {"price.from": ["1,000"]}),
        ("_field=price&_way=range&_to=5", {"price.to": ["5"]}),
        ("_field=price&_way=range&_from=1&_to=5", {"price.between": ["1..5"]}),
        ("_field=x_checked&_way=range&_from=令和8年4月1日", {"x_checked.from": ["2026/04/01"]}),
        ("_field=x_checked&_way=when&_when=this-month", {"x_checked.when": ["this-month"]}),
        ("_field=x_rank&_way=not&_value=a&_value=b", {"x_rank.not": ["a", "b"]}),
        ("_field=name&_way=empty&_value=ignored", {"name.empty": ["1"]}),
        ("_field=x_live&_value=0", {"x_live.is": ["0"]}),
        ("_field=x_keeper&_way=in&_value=me", {"x_keeper.in": ["me"]}),
        ("_field=gone&_value=1", {}),
        ("price.from=1&_field=name&_value=軸", {"price.from": ["1"], "name.has": ["軸"]}),
        ("price.from=1&_field=name&_value=軸&_group=0", {"1~price.from": ["1"], "1~name.has": ["軸"]}),
        ("price.from=1&_field=price&_way=range&_from=2&_group=0&_number=0", {"price.from": ["2"]}),
        ("price.from=1&_field=price&_way=range&_from=2", {"price.from": ["1"], "2~price.from": ["2"]}),
        ("name.has=a&_field=name&_value=b&_group=0", {"name.has": ["a", "b"]}),
        ("view=all&_field=name&_value=b", {"view": ["all"], "name.has": ["b"]}),
    ],
)
def test_what_was_chosen_becomes_the_address_of_the_list(own, client, cast, sent, asked):
    assert asked_in(client(cast.buyer).get(f"{PRODUCTS}/filters/answer?{sent}")) == asked


@pytest.mark.parametrize(
    "sent, said",
    [
        ("_field=price&_way=range&_from=abc", "数値は 1,234 や -1,234 のように入力してください。"),
        ("_field=x_rank&_way=in", "探す値を入力するか、選んでください。"),
        ("_field=category_id&_way=in&_typed=無い分類", "候補から選んでください"),
        ("_field=x_checked&_way=range&_from=13/45", 'role="alert"'),
        ("_field=price&_way=range&_from=999999999999999999", "この値では絞り込めません"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_panel(own, client, cast, sent, said):
    answer = client(cast.buyer).get(f"{PRODUCTS}/filters/answer?{sent}")
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_typed_link_is_found_by_its_name(own, client, cast, category):
    steel = category("10", "鋼材")
    answer = client(cast.buyer).get(f"{PRODUCTS}/filters/answer?_field=category_id&_way=in&_typed=鋼材")
    assert asked_in(answer) == {"category_id.in": [str(steel.id)]}
    text = text_of(client(cast.buyer).get(f"{PRODUCTS}?category_id.in={steel.id}"))
    assert "分類が鋼材" in text
    rows = text_of(
        client(cast.buyer).get(f"{PRODUCTS}/filters/options?_field=category_id&_typed=鋼", headers=FRAGMENT)
    )
    assert rows.count('role="option"') == 1


def test_questions_are_chips_that_read_as_sentences(own, rows, client, cast):
    page = client(cast.buyer)
    text = text_of(
        page.get(
            f"{PRODUCTS}?price.from=100&1~x_rank.in=a&1~x_rank.in=b&1~name.has=軸&x_keeper.in=me&x_checked.when=this-month"
        )
    )
    for sentence in (
        "標準単価が100 円以上",
        "ランクがAまたはB",
        "品目名に「軸」を含む",
        "担当者が自分",
        "点検日が今月",
    ):
        assert f">{sentence}<" in text
    without = text.split('aria-label="条件を外す: ランクがAまたはB"')[0].rpartition('href="')[2].split('"')[0]
    assert asked_in_link(without) == {
        "price.from": ["100"], "name.has": ["軸"], "x_keeper.in": ["me"], "x_checked.when": ["this-month"],
    }  # fmt: skip


def asked_in_link(link):
    found = parse_qs(urlsplit(link).query)
    return {name: values for name, values in found.items() if name != "sort"}


def test_nonsense_in_the_address_shows_the_list_and_says_so(own, rows, client, cast):
    answer = client(cast.buyer).get(f"{PRODUCTS}?x_gone.in=1&price.from=abc&columns=gone,name&sort=gone")
    assert answer.status_code == 200
    assert "x_gone.in=1, price.from=abc" in text_of(answer)
    assert text_of(answer).count("/yamada/products/0") >= len(rows)


def test_columns_are_chosen_ordered_and_reset(own, client, cast):
    page = client(cast.buyer)
    form = text_of(page.get(f"{PRODUCTS}/columns?columns=name,price"))
    assert (
        form.index('value="name" checked')
        < form.index('value="price" checked')
        < form.index('name="_column" value="code"')
    )
    order = "".join(f"&_order={name}" for name in own.visible)
    moved = text_of(page.get(f"{PRODUCTS}/columns?_down=code{order}&_column=code&_column=name"))
    assert moved.index('value="name" checked') < moved.index('value="code" checked')
    ticked = page.get(f"{PRODUCTS}/columns/answer?price.from=1{order}&_column=name&_column=code")
    assert asked_in(ticked) == {"price.from": ["1"], "columns": ["code,name"]}
    assert asked_in(page.get(f"{PRODUCTS}/columns/answer?columns=name&_usual=1")) == {}
    assert asked_in(page.get(f"{PRODUCTS}/columns/answer?columns=name{order}")) == {}


def test_a_list_without_its_title_still_leads_to_the_pages(own, rows, client, cast):
    for first in ("x_weight", "x_live", "x_rank", "category_id"):
        answer = client(cast.buyer).get(f"{PRODUCTS}?columns={first},code")
        assert text_of(answer).count('class="row-link"') == len(rows)


def test_searching_keeps_what_was_asked_in_the_panel(own, rows, client, cast):
    text = text_of(client(cast.buyer).get(f"{PRODUCTS}?x_rank.in=a&x_rank.in=b&columns=code,name&sort=-code"))
    bar = text.split('role="search"')[2].split("</form>")[0]
    for name, value in (("x_rank.in", "a"), ("x_rank.in", "b"), ("columns", "code,name"), ("sort", "-code")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in bar


def test_the_amounts_of_the_whole_answer_are_added_up(own, rows, client, cast, monkeypatch):
    page = client(cast.buyer)
    shown = text_of(page.get(f"{PRODUCTS}/count?columns=code,name,price,x_stock,x_weight", headers=FRAGMENT))
    stock = sum(row.get("x_stock") or 0 for row in rows.values())
    assert "16件" in shown
    assert 'data-label="標準単価"' not in shown  # unit prices add up to nothing
    assert f'data-label="在庫金額">¥{stock:,}<' in shown
    assert "合計" not in text_of(page.get(f"{PRODUCTS}/count?columns=code,name", headers=FRAGMENT))
    monkeypatch.setattr("app.records.lists.queries.CAP", 10)
    capped = text_of(page.get(f"{PRODUCTS}/count?columns=code,name,x_stock", headers=FRAGMENT))
    assert "10件以上" in capped
    assert "data-label" not in capped


@pytest.mark.parametrize(
    "address, most",
    [
        ("", 2),
        ("?q=金", 2),
        ("?q=座金&x_keeper.in=me&x_weight.from=1", 2),
        ("?q=座金&x_keeper.in=USER&sort=code", 3),
        ("?sort=-x_weight", 3),
        ("?x_keeper.in=USER&columns=code,name,x_keeper,x_org,category_id", 3),
    ],
)
def test_a_list_costs_at_most_three_statements(own, inside, cast, client, product, statements, address, most):
    page, counted = client(cast.buyer), []
    address = address.replace("USER", str(cast.buyer.user_id))
    product("A-1", "平座金")
    page.get(f"{PRODUCTS}{address}")
    for more in ((), ("B-2", "C-3")):
        for code in more:
            product(code, "平座金")
        statements.clear()
        page.get(f"{PRODUCTS}{address}")
        counted.append(len(statements))
    assert counted == [most, most], statements


def test_the_count_and_the_sums_are_one_statement(own, rows, client, cast, statements):
    page = client(cast.buyer)
    page.get(f"{PRODUCTS}")
    for address in ("?q=座金", "?x_weight.from=1", ""):
        statements.clear()
        page.get(f"{PRODUCTS}/count{address}", headers=FRAGMENT)
        assert len(statements) == 2, statements


def test_lists_of_codes_are_still_read(rows, client, cast):
    assert codes(client(cast.buyer).get(f"{PRODUCTS}?x_rank.in=a&sort=-code")) == [
        code for code in sorted(rows, reverse=True) if rows[code].get("x_rank") == "a"
    ]
