"""The matcher: every condition alone, all of them together, and what no rule may touch."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commerce.robot.matching import CONDITIONS, Facts, Verdict, judge
from app.commerce.slips.statuses import STATUSES
from app.kernel.ids import new_id

PLAIN = Facts(
    id=new_id(), order_id=new_id(), label="1-1", status="ready", channel="c1", payment="card", total=5400,
    quantity=3, products=frozenset({"p1", "p2"}), carrier="yamato", region="13", rank="r1",
    marks=frozenset({"m1"}), first=True, remarks="午前中ニ　お願いします", ordered_days=2, planned_days=0,
)  # fmt: skip
CASES = [
    ("channel", ["c1"], ["c2"], "c1"),
    ("payment", ["cod", "card"], ["cod"], "card"),
    ("status", ["ready"], ["new"], "ready"),
    ("clear", True, False, True),
    ("total", [5400, 5400], [5401, None], 5400),
    ("total", [None, 6000], [None, 5399], 5400),
    ("quantity", [1, 3], [4, None], 3),
    ("only", {"products": ["p1", "p2", "p3"], "most": 3}, {"products": ["p1", "p2"], "most": 2}, {"kinds": 2,
     "quantity": 3}),
    ("only", {"products": ["p1", "p2"], "most": None}, {"products": ["p1"], "most": None}, {"kinds": 2, "quantity": 3}),
    ("holds", ["p2", "p9"], ["p9"], ["p2"]),
    ("carrier", ["yamato"], ["sagawa"], "yamato"),
    ("temperature", ["ambient"], ["chilled", "frozen"], "ambient"),
    ("region", ["12", "13"], ["47"], "13"),
    ("region_not", ["47", "01"], ["13"], "13"),
    ("rank", ["r1"], ["r2"], "r1"),
    ("marks", ["m1", "m2"], ["m2"], ["m1"]),
    ("marks_not", ["m2"], ["m1"], []),
    ("remarks", ["お願い", "至急"], ["至急"], ["お願い"]),
    ("remarks_not", ["至急"], ["お願い"], []),
    ("island", False, True, False),
    ("gift", False, True, False),
    ("first", True, False, True),
    ("ordered_days", [2, None], [3, None], 2),
    ("planned_days", [None, 0], [1, None], 0),
]  # fmt: skip


@pytest.mark.parametrize("name, fitting, other, value", CASES)
def test_a_condition_holds_for_what_is_asked_and_says_the_value(name, fitting, other, value):
    assert judge({name: fitting}, {}, PLAIN) == Verdict({name: value})
    assert judge({name: other}, {}, PLAIN) == Verdict({}, name)


def test_every_condition_has_a_case():
    assert {case[0] for case in CASES} | {"alerts", "shipped_days"} == set(CONDITIONS)


def test_days_since_shipping_hold_only_for_what_was_shipped():
    sent = dataclasses.replace(PLAIN, status="shipped", shipped_days=7)
    assert judge({"shipped_days": [7, None]}, {}, sent) == Verdict({"shipped_days": 7})
    assert judge({"shipped_days": [0, None]}, {}, PLAIN) == Verdict({}, "shipped_days")


def test_an_order_with_an_unknown_product_is_never_nothing_but_these_products():
    unsure = dataclasses.replace(PLAIN, products=frozenset({"p1", None}))
    assert judge({"only": {"products": ["p1"], "most": None}}, {}, unsure).failed == "only"
    empty = dataclasses.replace(PLAIN, products=frozenset())
    assert judge({"only": {"products": ["p1"], "most": None}}, {}, empty).failed == "only"


def test_an_open_amount_is_in_no_range():
    assert judge({"total": [None, None]}, {}, dataclasses.replace(PLAIN, total=None)).failed == "total"


def test_a_red_alert_keeps_rules_away_unless_they_are_about_alerts():
    red = dataclasses.replace(PLAIN, red=True, alerts=frozenset({"blacklist", "island"}))
    assert judge({}, {"note": "x"}, red) == Verdict({}, "red")
    assert judge({"alerts": ["island"]}, {}, red) == Verdict({"alerts": ["island"]})
    assert judge({}, {"accept": ["island"]}, red) == Verdict({})


def test_what_a_customer_wrote_stands_in_no_verdict_and_no_repr():
    verdict = judge({"remarks": ["お願い"], "remarks_not": ["至急"]}, {}, PLAIN)
    assert verdict.matched == {"remarks": ["お願い"], "remarks_not": []}
    assert "午前中" not in repr(PLAIN)


@given(
    status=st.sampled_from(STATUSES),
    chosen=st.sets(st.sampled_from(range(len(CASES)))),
    spoiled=st.sets(st.sampled_from(range(len(CASES)))),
)
def test_a_rule_fits_exactly_when_all_its_conditions_hold(status, chosen, spoiled):
    conditions, wrong = {}, set()
    for at in chosen:
        name, fitting, other, _value = CASES[at]
        if name == "status" or name in conditions:
            continue
        conditions[name] = other if at in spoiled else fitting
        if at in spoiled:
            wrong.add(name)
    verdict = judge(conditions, {}, dataclasses.replace(PLAIN, status=status))
    if status in ("held", "cancelled", "returned"):
        assert verdict.failed == "held"
    elif wrong:
        assert verdict.failed == next(name for name in CONDITIONS if name in wrong)
    else:
        assert verdict.fits
        assert set(verdict.matched) == set(conditions)
