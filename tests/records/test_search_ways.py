"""The ways of a search (sample, walk, index) find what a plain LIKE finds: five thousand rows, every kind of word."""

import os

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.engine import make_url

from app.kernel.db import session
from app.platform.search.asking import Condition, Order, count_matching, matching_ids
from tests.support.at_once import application_elsewhere, transaction
from tests.support.people import Person

BUYER, STRANGER = Person("yamada", "buyer"), Person("foreign", "buyer")
ROWS = 5000
pytestmark = pytest.mark.xdist_group("search_ways")  # one worker, one clone
EVERYWHERE, THIRD, TENTH, RARE, EARLY, LATE, ABSENT = (
    "帳場", "ぼると", "座金", "特注", "冒頭", "末尾", "存在しない語",
)  # fmt: skip
WORDS = (
    EVERYWHERE, THIRD, TENTH, RARE, EARLY, LATE, ABSENT, "p-0", "p-0004", "77",
    "50%", "a_b", "it's", "\\n", "$1", "%s", "平",
)  # fmt: skip
CONDITIONS = (
    (),
    ((Condition("tax_code", "in", ("8R",)),),),
    ((Condition("tax_code", "not in", ("8R",)),),),
    ((Condition("price", "in", ("777",)),),),
    (
        (Condition("price", "empty"), Condition("code", "from", ("P-0004900",))),
        (Condition("state", "not in", ("x",)),),
    ),
    ((Condition("code", "before", ("P-0000000",)),),),
)
CLAUSES = (
    "true",
    "tax_code = '8R'",
    "tax_code <> '8R'",
    "price = 777",
    "(price IS NULL OR code >= 'P-0004900') AND state <> 'x'",
    "code < 'P-0000000'",
)
SCANS = text("SELECT pg_stat_get_xact_numscans('ix_products_search'::regclass)")
FILL = """
INSERT INTO products (tenant_id, id, code, name, kana, spec, maker, model_number, unit, tax_code, price, note, state,
                      version, search_text)
SELECT %(tenant)s, gen_random_uuid(), 'P-' || lpad(i::text, 7, '0'), 'x', 'カナ' || i * 7919 %% 300, '', '', '', '個',
       CASE WHEN i %% 40 = 0 THEN '8R' ELSE '10' END, CASE WHEN i %% 3 > 0 THEN i %% 1000 END, '', 'active', 1,
       concat_ws(' ', 'p-' || lpad(i::text, 7, '0'), '帳場', CASE WHEN i %% 3 = 0 THEN '六角ぼると' END,
                 CASE WHEN i %% 10 = 3 THEN 'ばね座金 50%%' END, CASE WHEN i %% 997 = 5 THEN '特注' END,
                 CASE WHEN i <= 1200 AND i %% 4 = 0 THEN '冒頭' END, CASE WHEN i > 4000 THEN '末尾' END,
                 (ARRAY['a_b', 'axb', 'it''s', '\\n', '$1 %%s', '平'])[i %% 50])
  FROM generate_series(1, %(rows)s) i
"""


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    """The application on a database of its own, where two companies hold the same five thousand rows."""
    with application_elsewhere(fresh_database, "search_ways") as app:
        with owner() as connection:
            for person in (BUYER, STRANGER):
                connection.execute(f"SET choba.tenant_id = '{person.tenant_id}'")
                connection.execute(FILL, {"tenant": person.tenant_id, "rows": ROWS})
            connection.execute("ANALYZE products")
        yield app


def owner():
    """A connection to the same database as its owner, who is a member of choba_search."""
    url = make_url(os.environ["DATABASE_OWNER_URL"]).set(
        drivername="postgresql", database=f"choba_search_ways_{os.getpid()}"
    )
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


def plainly(words, clause, order):
    """`(id, value of the order)` of every row that a LIKE finds."""
    patterns = ["%" + word.translate(str.maketrans({c: "\\" + c for c in "\\%_"})) + "%" for word in words]
    way = "DESC" if order.descending else "ASC"
    found = text(
        f"SELECT id, {order.column} FROM products WHERE search_text LIKE ALL (:patterns) AND {clause}"
        f" ORDER BY {order.column} {way}, id {way}"
    )
    return [tuple(row) for row in session.execute(found, {"patterns": patterns})]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_word_order_filter_and_page_is_what_a_plain_like_finds(elsewhere, data):
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
    which = data.draw(st.integers(0, len(CONDITIONS) - 1))
    order = Order(data.draw(st.sampled_from(("code", "kana"))), data.draw(st.booleans()))
    wanted = data.draw(st.sampled_from((1, 7, 51, 300, 2000)))
    with transaction(elsewhere, BUYER):
        whole = plainly(words, CLAUSES[which], order)
        place = data.draw(st.integers(-1, len(whole) - 1))
        after = (whole[place][1], whole[place][0]) if place >= 0 else None
        found = matching_ids("products", words, order, CONDITIONS[which], after=after, wanted=wanted)
        assert found == [row[0] for row in whole[place + 1 : place + 1 + wanted]]
        assert count_matching("products", words, CONDITIONS[which], at_most=400) == min(len(whole), 400)


def test_pages_one_after_the_other_give_every_row_once(elsewhere):
    for order in (Order("code"), Order("kana", descending=True)):
        with transaction(elsewhere, BUYER):
            whole, gathered, after = plainly([TENTH], "true", order), [], None
            while page := matching_ids("products", [TENTH], order, after=after, wanted=51):
                gathered += page
                after = (dict(whole)[page[-1]], page[-1])
            assert gathered == [row[0] for row in whole]
            assert len(gathered) == ROWS // 10


@pytest.mark.parametrize(
    "word, wanted, times, found",
    [
        (EVERYWHERE, 51, 0, 51),  # in the sample
        (THIRD, 51, 0, 51),
        (THIRD, 500, 0, 500),  # the sample holds 333: walking on is shorter than the index
        (EARLY, 300, 0, 300),
        (EARLY, 301, 1, 300),  # the sample promised too much: the walk ends, the index knows
        (RARE, 51, 1, 6),
        (LATE, 51, 1, 51),
        (ABSENT, 51, 1, 0),
    ],
)
def test_the_index_is_asked_only_where_walking_is_longer(elsewhere, word, wanted, times, found):
    with transaction(elsewhere, BUYER):
        before = session.scalar(SCANS)
        assert len(matching_ids("products", [word], Order("code"), wanted=wanted)) == found
        assert session.scalar(SCANS) - before == times


def test_a_filter_holds_also_on_the_way_beyond_the_sample(elsewhere):
    with transaction(elsewhere, BUYER):
        whole = plainly([THIRD], CLAUSES[2], Order("code"))
        before = session.scalar(SCANS)
        found = matching_ids("products", [THIRD], Order("code"), CONDITIONS[2], wanted=500)
        assert found == [row[0] for row in whole[:500]]
        assert session.scalar(SCANS) == before


@pytest.mark.parametrize(
    "words, rare",
    [
        (["p-0077"], "00 07 77"),
        (["帳場"], "帳場"),
        (["p-0", "帳場"], "-0 p-"),  # all three in every row: two stay
        (["平"], None),
    ],
)
def test_pairs_that_nearly_every_row_holds_are_not_asked_for(elsewhere, words, rare):
    sample = ["p-0000771 帳場", "p-0000772 帳場", "p-0000773 帳場", "p-0991234 帳場"]
    with owner() as connection:
        assert connection.execute("SELECT search_rare_pairs(%s, %s)", [words, sample]).fetchone() == (rare,)
