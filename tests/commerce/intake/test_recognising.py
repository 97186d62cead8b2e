"""A file says by its content what it is, and of which shop."""

import pytest

from app.commerce.intake.readers.carts import BUILT_IN
from app.commerce.intake.readers.profiled import Mapping
from app.commerce.intake.recognising import recognise
from tests.commerce.intake.files import as_file, opened, rows_of, sample


def recognised(content, mappings=()):
    table = opened(content)
    return recognise(table.header, [cells for _line, cells in table.rows], mappings)


@pytest.mark.parametrize(
    "name, form, shops",
    [
        ("rakuten_orders.csv", "rakuten", {"123456": 5}),
        ("yahoo_orders.csv", "yahoo", {"farm-shop": 1}),
        ("yahoo_order_items.csv", "yahoo_items", {}),
        ("amazon_unshipped.tsv", "amazon", {}),
        ("shopify_orders.csv", "shopify", {}),
        ("eccube4_orders.csv", "eccube4", {}),
        ("nextengine_generic_orders.csv", "nextengine", {}),
        ("own_standard_orders.csv", "own", {"tel": 3}),
    ],
)
def test_every_sample_is_recognised(name, form, shops):
    found = recognised(sample(name, "utf-8"))
    assert (found.format, found.score, found.shops) == (form, 1.0, shops)


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_patterns_of_the_house_are_recognised(name):
    header = [title for title, _at in BUILT_IN[name].columns.values()]
    assert recognised(as_file(header, ["x"] * len(header))).format == f"profile:{name}"


def test_two_shops_in_one_file_are_counted():
    header, rows = rows_of(sample("rakuten_orders.csv"))
    rows[4][0] = "999999-20261104-0000099990"
    assert recognised(as_file(header, *rows)).shops == {"123456": 4, "999999": 1}


def test_a_missing_column_of_a_known_format_is_named():
    header, rows = rows_of(sample("rakuten_orders.csv"))
    at = header.index("個数")
    found = recognised(as_file(header[:at] + header[at + 1 :], *(row[:at] + row[at + 1 :] for row in rows)))
    assert (found.format, found.nearest, found.missing) == ("", "rakuten", ("個数",))


def test_a_file_of_something_else_is_nothing():
    found = recognised(as_file(["商品コード", "商品名", "単価"], ["A", "板", "1"]))
    assert (found.format, found.nearest) == ("", "")


def test_a_pattern_of_ones_own_wins_over_one_of_the_house():
    own = Mapping(name="うちの店", columns={**BUILT_IN["futureshop"].columns})
    header = [title for title, _at in own.columns.values()]
    assert recognised(as_file(header, ["x"] * len(header)), [own]).format == "profile:うちの店"
