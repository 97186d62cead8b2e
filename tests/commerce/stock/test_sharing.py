"""How many pieces a shop is told."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commerce.stock.queries import rules_for
from app.commerce.stock.rules import set_rule
from app.commerce.stock.sharing import sendable
from app.kernel.ids import new_id

RULE = {"way": "share", "safety": 0, "share": 10_000, "cap": None, "fixed": None}


@dataclass
class Rule:
    way: str = "share"
    safety: int = 0
    share: int = 10_000
    cap: int | None = None
    fixed: int | None = None


@pytest.mark.parametrize(
    "available, rule, told",
    [
        (10, None, 10),
        (Decimal("2.9"), None, 2),
        (-3, None, 0),
        (10, Rule(safety=3), 7),
        (10, Rule(safety=3, share=5000), 3),
        (10, Rule(safety=3, share=5000, cap=2), 2),
        (2, Rule(safety=3), 0),
        (3, Rule(share=3333), 0),
        (-5, Rule(way="fixed", fixed=99), 99),
        (10, Rule(way="never"), 0),
    ],
)
def test_what_is_told_follows_the_rule(available, rule, told):
    assert sendable(available, rule) == told


@given(
    st.decimals(-1000, 1000, places=4),
    st.integers(0, 50),
    st.integers(0, 10_000),
    st.none() | st.integers(0, 99),
)
def test_never_less_than_nothing_nor_more_than_there_is_or_allowed(available, safety, share, cap):
    told = sendable(available, Rule(safety=safety, share=share, cap=cap))
    assert 0 <= told <= max(available - safety, 0)
    assert cap is None or told <= cap


def test_the_rule_of_the_product_comes_before_that_of_all_and_the_shops_own_before_the_general(shop):
    product, other, here, there = shop.product("A"), shop.product("B"), new_id(), new_id()
    set_rule(RULE | {"safety": 1})
    set_rule(RULE | {"safety": 2}, channel_id=here)
    set_rule(RULE | {"safety": 3}, product_id=product)
    set_rule(RULE | {"safety": 4}, product_id=product, channel_id=here)

    def safety(product_id, channel_id):
        return rules_for([product_id], channel_id)[product_id].safety

    asked = [(product, here), (product, there), (product, None), (other, here), (other, there), (other, None)]
    assert [safety(*one) for one in asked] == [4, 3, 3, 2, 1, 1]
