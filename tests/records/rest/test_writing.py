"""What programs change: the same rules as the screens, told field by field, done once, never half."""

import pytest
from sqlalchemy import func, select

from app.kernel.db import session
from app.masters.products.model import Product
from app.platform.audit.queries import trail_of
from app.records.layouts.operations import configure
from tests.records.test_own_fields import FIELDS, codes


@pytest.fixture
def ask(program, cast):
    return program(cast.master_admin)


def faults(answer):
    assert answer.mimetype == "application/problem+json", answer.get_json()
    return {one["field"]: one["code"] for one in answer.get_json()["field_errors"]}


def how_many(inside, cast):
    with inside(cast.buyer):
        return session.scalar(select(func.count()).select_from(Product))


def test_a_record_is_entered_with_defaults_and_found_under_its_location(ask, category):
    category("S", "ねじ")
    made = ask("POST", "/products", {"code": "A-1", "name": "平座金", "category": "S", "price": 12.3456})
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    told = ask("GET", made.headers["Location"].removeprefix("/yamada/api/v1")).get_json()
    assert told == made.get_json()
    assert (told["unit"], told["tax_code"], told["category"]["name"]) == ("個", "10", "ねじ")
    assert b'"price":12.3456' in made.data


@pytest.mark.parametrize(
    "sent, wrong",
    [
        ({}, {"code": "required", "name": "required"}),
        ({"code": "A", "name": 5}, {"name": "wrong_type"}),
        (
            {"code": "A", "name": "x", "colour": "red", "id": "7"},
            {"colour": "unknown_field", "id": "read_only"},
        ),
        ({"code": "ア", "name": "x"}, {"code": "invalid"}),
        ({"code": "A", "name": "x", "price": "much"}, {"price": "wrong_type"}),
        ({"code": "A", "name": "x", "price": -1}, {"price": "invalid"}),
        ({"code": "A", "name": "x", "price": 1e30}, {"price": "out_of_range"}),
        ({"code": "A", "name": "x", "price": True}, {"price": "wrong_type"}),
        ({"code": "A", "name": "x", "tax_code": "99"}, {"tax_code": "not_a_choice"}),
        ({"code": "A", "name": "x", "category": "gone"}, {"category": "not_found"}),
        ({"code": "A", "name": "x", "category": {"name": "y"}}, {"category": "wrong_type"}),
        ({"code": "A", "name": "a\0b"}, {"name": "invalid"}),
        ({"code": "A", "name": "x", "custom": []}, {"custom": "wrong_type"}),
        ({"code": "A", "name": "x", "custom": {"no": 1}}, {"custom.no": "unknown_field"}),
        ({"code": "A", "name": "x" * 300}, {"name": "invalid"}),
        ({"code": "A", "name": None}, {"name": "required"}),
    ],
)
def test_each_wrong_field_is_named_and_nothing_is_written(ask, inside, cast, sent, wrong):
    answer = ask("POST", "/products", sent)
    assert answer.status_code == 422
    assert faults(answer) == wrong
    assert how_many(inside, cast) == 0


def test_a_code_that_is_taken_is_refused_beside_its_field(ask, product):
    product("A-1", "平座金")
    answer = ask("POST", "/products", {"code": "A-1", "name": "x"})
    assert (answer.status_code, faults(answer)) == (422, {"code": "invalid"})


def test_own_fields_come_and_go_under_custom(ask, inside, cast, product):
    twin = product("T-1", "代替")
    with inside(cast.system_admin):
        configure("codes", codes(), "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
    own = {
        "rank": "a", "weight": 1.5, "checked": "2026-11-21", "marks": ["a", "b"], "live": True,
        "when": "2026-11-21T09:00:00+09:00", "twin": "T-1",
    }  # fmt: skip
    made = ask("POST", "/products", {"code": "A", "name": "x", "custom": own})
    assert made.status_code == 201, made.get_json()
    assert made.get_json()["custom"] == own | {"twin": {"id": str(twin.id), "code": "T-1", "name": "代替"}}
    assert [one["code"] for one in ask("GET", "/products?custom.rank.in=a").get_json()["items"]] == ["A"]
    where = f"/products/{made.get_json()['id']}"
    changed = ask("PATCH", where, {"custom": {"rank": None, "live": False}}, If_Match='"1"')
    assert (changed.get_json()["custom"]["rank"], changed.get_json()["custom"]["live"]) == ("", False)
    bad = ask("PATCH", where, {"custom": {"rank": "z", "when": "2026-11-21"}}, If_Match='"2"')
    assert faults(bad) == {"custom.rank": "not_a_choice", "custom.when": "wrong_type"}


def test_a_change_needs_the_version_that_was_seen(ask, product, inside, cast):
    row = product("A-1", "平座金", spec="M8")
    where = f"/products/{row.id}"
    assert ask("PATCH", where, {"name": "座金"}).status_code == 428
    old = ask("PATCH", where, {"name": "座金"}, If_Match='"7"')
    assert (old.status_code, old.headers["ETag"], old.get_json()["code"]) == (412, '"1"', "outdated")
    done = ask("PATCH", where, {"name": "座金"}, If_Match='"1"')
    assert (done.status_code, done.headers["ETag"]) == (200, '"2"')
    assert (done.get_json()["name"], done.get_json()["spec"]) == ("座金", "M8")
    with inside(cast.buyer):
        entry = session.scalars(trail_of(row.id)).first()
        assert (entry.verb, entry.details["changes"]) == ("product.changed", {"name": ["平座金", "座金"]})


def test_what_was_got_can_be_sent_back(ask, product, category):
    row = product("A-1", "平座金", category_id=category("S", "ねじ").id, price=120)
    where = f"/products/{row.id}"
    told = ask("GET", where).get_json()
    back = ask("PATCH", where, told | {"name": "座金"}, If_Match='"1"')
    assert (back.status_code, back.get_json()["name"]) == (200, "座金")
    assert back.get_json()["category"]["code"] == "S"


def test_a_record_is_put_away_flagged_and_restored(ask, product):
    row = product("A-1", "平座金")
    where = f"/products/{row.id}"
    assert ask("DELETE", where, If_Match='"9"').status_code == 412
    assert ask("DELETE", where).get_json()["archived"] is True
    assert ask("GET", "/products").get_json()["items"] == []
    assert ask("GET", where).get_json()["state"] == "archived"
    restored = ask("DELETE", f"{where}/archiving")
    assert (restored.status_code, restored.get_json()["archived"], restored.headers["ETag"]) == (
        200,
        False,
        '"3"',
    )


def test_many_are_entered_and_changed_by_their_code_each_for_itself(ask, product, inside, cast):
    product("A-1", "平座金")
    answer = ask(
        "POST",
        "/products/bulk",
        {
            "items": [
                {"code": "A-1", "name": "座金"},
                {"code": "B", "name": "新"},
                {"code": "C"},
                {"code": "B", "spec": "M8"},
                7,
            ]
        },
    )
    items = answer.get_json()["items"]
    assert [(one["index"], one["status"]) for one in items] == [
        (0, 200),
        (1, 201),
        (2, 422),
        (3, 422),
        (4, 422),
    ]
    assert items[2]["problem"]["field_errors"][0]["field"] == "name"
    with inside(cast.buyer):
        assert session.execute(select(Product.code, Product.name).order_by(Product.code)).all() == [
            ("A-1", "座金"),
            ("B", "新"),
        ]


def test_all_or_nothing_leaves_nothing(ask, product, inside, cast):
    product("A-1", "平座金")
    answer = ask(
        "POST", "/products/bulk", {"atomic": True, "items": [{"code": "A-1", "name": "座金"}, {"code": "B"}]}
    )
    assert (answer.status_code, answer.get_json()["code"]) == (422, "items_refused")
    assert [one["index"] for one in answer.get_json()["items"]] == [1]
    with inside(cast.buyer):
        assert session.scalars(select(Product.name)).all() == ["平座金"]


@pytest.mark.parametrize(
    "body", [{}, [], {"items": []}, {"items": [{}] * 501}, {"items": [1], "x": 1}, {"items": 5}]
)
def test_what_is_no_list_of_items_is_refused(ask, body):
    answer = ask("POST", "/products/bulk", body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "wrong_type")


def test_a_post_under_a_key_is_done_once(ask, inside, cast):
    first = ask("POST", "/products", {"code": "A", "name": "x"}, Idempotency_Key="k-1")
    again = ask("POST", "/products", {"code": "A", "name": "x"}, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.data, again.headers["Location"]) == (first.data, first.headers["Location"])
    assert again.headers["Idempotency-Replayed"] == "true"
    assert how_many(inside, cast) == 1
    other = ask("POST", "/products", {"code": "B", "name": "x"}, Idempotency_Key="k-1")
    assert (other.status_code, other.get_json()["code"]) == (422, "key_reused")


def test_a_refused_post_leaves_its_key_free(ask):
    assert ask("POST", "/products", {"code": "A"}, Idempotency_Key="k").status_code == 422
    assert ask("POST", "/products", {"code": "A", "name": "x"}, Idempotency_Key="k").status_code == 201


@pytest.mark.parametrize(
    "body, media, status, code",
    [
        (b"{", "application/json", 400, "invalid_json"),
        (b"", "application/json", 400, "invalid_json"),
        (b'{"code": NaN}', "application/json", 400, "invalid_json"),
        (b'{"code": "A", "code": "B"}', "application/json", 400, "invalid_json"),
        (b'{"code": "\\ud800"}', "application/json", 400, "invalid_json"),
        (b"\xff", "application/json", 400, "invalid_json"),
        (b"[" * 100_000, "application/json", 400, "invalid_json"),
        (b'{"price": 1e99999999999999999999}', "application/json", 400, "invalid_json"),
        (b"code=A", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"{}", "application/json; charset=shift_jis", 415, "unsupported_media_type"),
        (b"x" * 10_000_000, "application/json", 413, "too_large"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_clear_problem(ask, body, media, status, code):
    answer = ask.client.post(
        "/yamada/api/v1/products",
        data=body,
        content_type=media,
        headers={"Authorization": f"Bearer {ask.token}"},
    )
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
