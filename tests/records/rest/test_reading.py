"""What programs get: lists with the questions of the screens, single records, nothing beyond their reach."""

import pytest

NAMES = [("B-2", "六角ボルト"), ("A-1", "平座金"), ("C-3", "ステンレス板")]


@pytest.fixture
def three(product):
    return {code: product(code, name, kana=name and "ア", price=100).id for code, name in NAMES}


def codes(response):
    assert response.status_code == 200, response.get_json()
    return [one["code"] for one in response.get_json()["items"]]


def faults(response):
    return [(one["field"], one["code"]) for one in response.get_json()["field_errors"]]


def test_a_list_gives_the_records_as_a_program_reads_them(program, cast, product, category):
    screws = category("S", "ねじ")
    made = product("A-1", "平座金", category_id=screws.id, price=120)
    [one] = program(cast.buyer)("GET", "/products").get_json()["items"]
    assert {
        name: one[name]
        for name in ("id", "version", "state", "archived", "code", "price", "category", "custom")
    } == {
        "id": str(made.id),
        "version": 1,
        "state": "active",
        "archived": False,
        "code": "A-1",
        "price": 120,
        "category": {"id": str(screws.id), "code": "S", "name": "ねじ"},
        "custom": {},
    }


@pytest.mark.parametrize(
    "asked, found",
    [
        ("", ["A-1", "B-2", "C-3"]),
        ("?sort=-code", ["C-3", "B-2", "A-1"]),
        ("?q=ボルト", ["B-2"]),
        ("?name.has=座金", ["A-1"]),
        ("?code.starts=C", ["C-3"]),
        ("?1~code.is=A-1&1~code.is=C-3", ["A-1", "C-3"]),
        ("?price.from=101", []),
        ("?updated_since=2020-01-01T00:00:00%2B09:00&q=ステンレス", ["C-3"]),
        ("?updated_since=2999-01-01T00:00:00Z", []),
        ("?state=archived", []),
        ("?category.empty=1&limit=2", ["A-1", "B-2"]),
    ],
)
def test_a_list_takes_the_questions_of_the_screens(program, cast, three, asked, found):
    assert codes(program(cast.buyer)("GET", f"/products{asked}")) == found


def test_pages_follow_one_another_to_the_end(program, cast, three):
    ask = program(cast.buyer)
    for query in ("", "&q=ボルト 座金"[:0], "&sort=-code", "&sort=price"):
        seen, cursor = [], ""
        while cursor is not None:
            answer = ask("GET", f"/products?limit=1{query}{cursor and '&cursor=' + cursor}")
            seen += codes(answer)
            cursor = answer.get_json()["next"]
        assert len(seen) == 3
        assert sorted(seen) == ["A-1", "B-2", "C-3"]
    assert 'rel="next"' in ask("GET", "/products?limit=1").headers["Link"]


def test_a_list_counts_only_when_asked(program, cast, three):
    ask = program(cast.buyer)
    assert "count" not in ask("GET", "/products").get_json()
    counted = ask("GET", "/products?count=1&limit=1").get_json()
    assert (counted["count"], counted["count_capped"]) == (3, False)


def test_fields_choose_what_comes_back(program, cast, three):
    [one] = program(cast.buyer)("GET", "/products?fields=code,category&limit=1").get_json()["items"]
    assert list(one) == ["id", "version", "code", "category"]


@pytest.mark.parametrize(
    "asked, wrong",
    [
        ("limit=501", [("limit", "invalid")]),
        ("limit=x", [("limit", "invalid")]),
        ("sort=nonsense", [("sort", "invalid")]),
        ("fields=code,gone", [("fields", "invalid")]),
        ("price.from=much", [("price.from", "invalid")]),
        ("price.like=1&x=1", [("price.like", "unknown_parameter"), ("x", "unknown_parameter")]),
        ("state=gone", [("state", "not_a_choice")]),
        ("updated_since=yesterday", [("updated_since", "invalid")]),
        ("q=%00", [("q", "invalid")]),
        ("category.in=abc", [("category.in", "invalid")]),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(program, cast, asked, wrong):
    answer = program(cast.buyer)("GET", f"/products?{asked}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert faults(answer) == wrong


def test_a_cursor_made_by_hand_is_refused(program, cast):
    answer = program(cast.buyer)("GET", "/products?cursor=nonsense")
    assert (answer.status_code, answer.get_json()["code"]) == (400, "invalid_cursor")


def test_one_record_has_its_version_as_etag(program, cast, three):
    ask = program(cast.buyer)
    answer = ask("GET", f"/products/{three['A-1']}")
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    again = ask("GET", f"/products/{three['A-1']}", If_None_Match='"1"')
    assert (again.status_code, again.data) == (304, b"")


def test_a_list_costs_the_same_for_one_and_three(program, cast, three, statements):
    ask = program(cast.buyer)
    counts = []
    ask("GET", "/products")
    for limit in (1, 3):
        statements.clear()
        ask("GET", f"/products?limit={limit}")
        counts.append(len([one for one in statements if one.lstrip().startswith(("SELECT", "WITH"))]))
    assert counts[0] == counts[1]
    assert counts[0] <= 5


def test_the_start_tells_what_there_is(program, cast):
    answer = program(cast.buyer, "product:read")("GET", "/").get_json()
    assert answer["resources"] == {"products": "/yamada/api/v1/products"}
