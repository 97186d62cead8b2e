"""The list: what it shows, in which order, at what cost."""

import re

import pytest

from app.masters.partners.record import PARTNER


def codes(response):
    """Codes of the rows on a page, in order."""
    text = response.get_data(as_text=True)
    return [part.split("</td>")[0].strip() for part in text.split('data-label="品目コード">')[1:]]


@pytest.fixture
def three(product):
    product("B-2", "六角ボルト", kana="ロッカクボルト")
    product("A-1", "平座金", kana="ヒラザガネ", price=120)
    product("C-3", "ステンレス板", kana="ステンレスイタ", tax_code="8R")


def test_the_list_is_in_order_of_code(client, cast, three):
    assert codes(client(cast.buyer).get("/yamada/products")) == ["A-1", "B-2", "C-3"]


def test_the_list_turns_round_and_sorts_by_reading(client, cast, three):
    page = client(cast.buyer)
    assert codes(page.get("/yamada/products?sort=-code")) == ["C-3", "B-2", "A-1"]
    assert codes(page.get("/yamada/products?sort=kana")) == ["C-3", "A-1", "B-2"]


@pytest.mark.parametrize("sort, order", [("state", ["B", "C", "A"]), ("-state", ["A", "C", "B"])])
def test_the_list_is_sorted_by_state(client, cast, partner, sort, order):
    for code in "ABC":
        partner(code, f"商店{code}", state="suspended" if code == "A" else "active")
    text = client(cast.buyer).get(f"/yamada/partners?sort={sort}").get_data(as_text=True)
    assert re.findall(r'data-label="取引先コード">([ABC])<', text) == order


def test_an_order_typed_by_hand_is_the_usual_one(client, cast, three):
    page = client(cast.buyer)
    assert codes(page.get("/yamada/products?sort=version;drop&after=nonsense&state=gone&undo=x")) == [
        "A-1",
        "B-2",
        "C-3",
    ]
    assert codes(page.get("/yamada/products?after=WyJuIiwidiIsNywiMDAiXQ")) == ["A-1", "B-2", "C-3"]


@pytest.mark.parametrize(
    "typed, found",
    [
        ("ボルト", ["B-2"]),
        ("ぼると", ["B-2"]),
        ("ﾎﾞﾙﾄ", ["B-2"]),
        ("板 ステンレス", ["C-3"]),
        ("b-2", ["B-2"]),
        ("ヒ", ["A-1"]),
        ("平", ["A-1"]),
        ("c", ["C-3"]),
        ("ナット", []),
        ("%", []),
        ("_-", []),
        ("'; --", []),
    ],
)
def test_search_finds_a_part_of_any_text(client, cast, three, typed, found):
    page = client(cast.buyer).get("/yamada/products", query_string={"q": typed})
    assert codes(page) == found


def test_filters_and_search_hold_together(client, cast, three):
    page = client(cast.buyer)
    assert codes(page.get("/yamada/products?tax_code=8R")) == ["C-3"]
    assert codes(page.get("/yamada/products?tax_code=10&q=ステンレス")) == []


def test_archived_records_are_seen_only_when_asked_for(client, cast, product):
    kept = product("A-1", "平座金")
    page = client(cast.master_admin)
    page.post_form(f"/yamada/products/{kept.id}/archiving", form_page=f"/yamada/products/{kept.id}")
    assert codes(page.get("/yamada/products")) == []
    assert codes(page.get("/yamada/products?q=平座金")) == []
    assert codes(page.get("/yamada/products?state=archived")) == ["A-1"]


def test_pages_follow_each_other_both_ways(client, cast, product, app):
    for number in range(120):
        product(f"P-{number:03}", "帳場ボルト" if number % 2 else "平座金")
    for address in ("/yamada/products?", "/yamada/products?q=帳場&", "/yamada/products?q=帳場&sort=-code&"):
        walked_on, walked_back = walk(client(cast.buyer), address)
        assert walked_on == sorted(walked_on, reverse="sort=-code" in address)
        assert len(walked_on) == (60 if "q=" in address else 120)
        assert walked_back == walked_on[: len(walked_back)]


def walk(page, address):
    """Every code seen going on to the end, and the codes of the first page reached by going back."""
    response, seen = page.get(address), []
    while True:
        seen += codes(response)
        following = link(response, "next")
        if not following:
            break
        response = page.get(following)
    while preceding := link(response, "prev"):
        response = page.get(preceding)
    return seen, codes(response)


def link(response, rel):
    """Address of the neighbouring page, or None."""
    text = response.get_data(as_text=True)
    marked = f'rel="{rel}" href="'
    return text.split(marked)[1].split('"')[0].replace("&amp;", "&") if marked in text else None


def test_the_list_costs_the_same_with_one_row_and_with_three(client, cast, product, statements):
    page = client(cast.buyer)
    product("A-1", "平座金")
    page.get("/yamada/products")
    counted = []
    for more in ((), ("B-2", "C-3")):
        for code in more:
            product(code, "平座金")
        statements.clear()
        page.get("/yamada/products?q=平座金")
        counted.append(len(statements))
    assert counted == [2, 2], statements


def test_the_count_is_a_fragment_of_its_own(client, cast, three):
    asked = {"HX-Request": "true", "HX-Request-Type": "partial"}
    page = client(cast.buyer)
    assert "3件" in page.get("/yamada/products/count", headers=asked).get_data(as_text=True)
    assert "1件" in page.get("/yamada/products/count?q=ボルト", headers=asked).get_data(as_text=True)
    assert page.get("/yamada/products/count").status_code == 303


def test_the_count_stops_at_its_cap(client, cast, three, monkeypatch):
    monkeypatch.setattr("app.records.lists.queries.CAP", 2)
    asked = {"HX-Request": "true", "HX-Request-Type": "partial"}
    page = client(cast.buyer)
    assert "2件以上" in page.get("/yamada/products/count", headers=asked).get_data(as_text=True)


def test_rows_are_offered_while_one_types(client, cast, category):
    category("10", "鋼材", kana="コウザイ")
    category("20", "工具", kana="コウグ")
    asked = {"HX-Request": "true", "HX-Request-Type": "partial"}
    page = client(cast.buyer)
    both = page.get("/yamada/categories/options?field=category_id&category_id_text=コ", headers=asked)
    assert both.get_data(as_text=True).count('role="option"') == 2
    one = page.get("/yamada/categories/options?q=鋼材", headers=asked).get_data(as_text=True)
    assert one.count('role="option"') == 1
    assert 'data-text="鋼材"' in one


def test_no_row_of_another_tenant_is_found(client, cast, product, enter):
    enter(PARTNER, "X-1", "無関係商事の取引先", by=cast.person("foreign", "master_admin"), is_supplier=True)
    page = client(cast.buyer).get("/yamada/partners?q=無関係商事").get_data(as_text=True)
    assert "無関係商事の取引先" not in page


def test_a_light_user_sees_no_list(client, cast):
    assert client(cast.nobody).get("/yamada/products").status_code == 403
