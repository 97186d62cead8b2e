"""The search function of the database: what it finds, and what it refuses."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.platform.search.asking import Condition, Order, count_matching, matching_ids, words_of


@pytest.fixture
def two(product):
    return [product("A-1", "ステンレス六角ボルト", price=10).id, product("B-2", "六角ボルト").id]


def found(cast, words, *conditions, order=None, **options):
    with cast.inside(cast.buyer):
        return matching_ids("products", words, order or Order("code"), conditions, **options)


def test_every_word_must_be_there(cast, two):
    assert found(cast, words_of("ボルト")) == two
    assert found(cast, words_of("ボルト すてんれす")) == two[:1]
    assert found(cast, words_of("ボルト 木ねじ")) == []


def test_order_place_and_limit_hold_inside(cast, two):
    backwards = Order("code", descending=True)
    assert found(cast, ["六角"], order=backwards) == two[::-1]
    assert found(cast, ["六角"], wanted=1) == two[:1]
    assert found(cast, ["六角"], after=("A-1", two[0])) == two[1:]


@pytest.mark.parametrize(
    "condition, places",
    [
        (Condition("state", "in", ("active", "x")), [0, 1]),
        (Condition("state", "not in", ("active",)), []),
        (Condition("price", "empty"), [1]),
        (Condition("price", "filled"), [0]),
        (Condition("code", "from", ("B",)), [1]),
        (Condition("code", "before", ("B",)), [0]),
        (Condition("name", "in", ("六角ボルト'; DROP TABLE products; --",)), []),
    ],
)
def test_conditions_narrow_what_is_found(cast, two, condition, places):
    assert found(cast, ["六角"], (condition,)) == [two[place] for place in places]
    with cast.inside(cast.buyer):
        assert count_matching("products", ["六角"], ((condition,),), at_most=10) == len(places)


def test_of_alternatives_one_is_enough(cast, two):
    either = (Condition("code", "in", ("A-1",)), Condition("code", "in", ("B-2",)))
    assert found(cast, ["六角"], either) == two


@pytest.mark.parametrize(
    "table, column",
    [("users", "name"), ("audit_entries", "verb"), ("products", "nothing"), ("products", "code; --")],
)
def test_only_columns_of_searched_tables_are_read(cast, two, table, column):
    with pytest.raises(DBAPIError), cast.inside(cast.buyer):
        matching_ids(table, ["六角"], Order(column))


def test_another_tenant_finds_nothing_even_with_the_same_words(cast, two):
    with cast.inside(cast.person("foreign", "buyer")):
        assert matching_ids("products", ["六角"], Order("code")) == []
        assert count_matching("products", ["六角"], at_most=10) == 0


def test_without_a_tenant_there_is_no_answer(rolled_back, two):
    with pytest.raises(DBAPIError):
        session.scalar(text("SELECT search_count('products', ARRAY['六角'], '[]', 10)"))


def test_the_same_letters_are_other_numbers_in_another_tenant(cast, rolled_back):
    pairs = "SELECT search_pairs('六角', CAST(:tenant AS uuid))"
    own, other = (
        session.scalar(text(pairs), {"tenant": str(who.tenant_id)})
        for who in (cast.buyer, cast.kanda.supplier_user)
    )
    assert len(own) == len(other) == 1
    assert own != other


def test_what_is_beyond_the_first_thousands_is_found_by_the_index(cast, app, rolled_back):
    with cast.inside(cast.buyer) as actor:
        rows = text("""
            INSERT INTO products (tenant_id, id, code, name, kana, spec, maker, model_number, unit, tax_code, note,
                                  state, version, search_text)
            SELECT :tenant, gen_random_uuid(), 'P' || lpad(i::text, 5, '0'), 'x', '', '', '', '', '個', '10', '',
                   'active', 1, CASE WHEN i > 3998 THEN '特注品' ELSE '平座金' END FROM generate_series(1, 4000) i""")
        session.execute(rows, {"tenant": cast.buyer.tenant_id})
        assert actor.may(PRODUCT.permissions.view)
        assert len(matching_ids("products", ["特注"], Order("code"))) == 2
        assert len(matching_ids("products", ["座金"], Order("code"), wanted=51)) == 51
