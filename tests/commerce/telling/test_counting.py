"""The arithmetic of what is offered."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from app.commerce.telling.counting import offered


@dataclass
class Rule:
    way: str
    safety: int = 0
    share: int = 10_000
    cap: int | None = None
    fixed: int | None = None


amounts = st.integers(0, 10_000)
rules = st.builds(
    Rule, st.sampled_from(["share", "never"]), amounts, st.integers(0, 10_000), st.none() | amounts, st.none()
)


@settings(max_examples=200, deadline=None)
@given(st.integers(-10_000, 10_000), st.none() | rules, st.integers(1, 50))
def test_whatever_the_rule_no_listing_offers_pieces_that_are_not_there(left, rule, factor):
    shown = offered(left, rule, factor)
    assert 0 <= shown * factor <= max(left - (rule.safety if rule and rule.way == "share" else 0), 0)


@settings(max_examples=100, deadline=None)
@given(st.integers(-10_000, 10_000), rules, st.integers(1, 50))
def test_a_sale_never_raises_what_is_offered(left, rule, factor):
    assert offered(left - 1, rule, factor) <= offered(left, rule, factor)


def test_a_fixed_number_is_shown_as_it_is():
    assert offered(-3, Rule("fixed", fixed=99), 12) == 99
