"""The language of formulas: what it reads, what it gives, what it refuses; never an exception, never a wrong type."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records.formulas.checking import type_of
from app.records.formulas.errors import BadFormula
from app.records.formulas.functions import worded
from app.records.formulas.ordering import in_order
from app.records.formulas.parts import Call, Literal, Pair, Reference, Sign, references
from app.records.formulas.reading import parse, rewritten
from app.records.formulas.working import result_of

TYPES = {"price": "number", "qty": "number", "name": "text", "due": "date", "paid": "date", "live": "bool"}
VALUES = {
    "price": Decimal("1200.5"),
    "qty": Decimal(3),
    "name": "座金",
    "due": dt.date(2026, 11, 21),
    "paid": None,
    "live": True,
}
KINDS = {"number": "decimal", "text": "text", "date": "date", "bool": "bool"}


def worked(text, **values):
    part = parse(text)
    return result_of(part, VALUES | values, KINDS[type_of(part, TYPES)])


@pytest.mark.parametrize(
    "text, value",
    [
        ("price * qty", Decimal("3601.5")),
        ("1 + 2 * 3 - 4 / 2", Decimal(5)),
        ("(1 + 2) * -3", Decimal(-9)),
        ("10 - 3 - 2", Decimal(5)),
        ("-7 % 3", Decimal(2)),
        ("１．５ × ２ ÷ ３", Decimal(1)),
        ("10 / 3", Decimal("3.3333")),
        ("round(2.5) + round(-2.5)", Decimal(0)),
        ("round(1234.567, 2)", Decimal("1234.57")),
        ("floor(-1.5) + ceil(-1.5)", Decimal(-3)),
        ("floor(1299, -2)", Decimal(1200)),
        ("min(3, qty, 8) + max(1, 2)", Decimal(5)),
        ("price >= 1200 and not qty = 4", True),
        ("price > 2000 or live", True),
        ("empty(paid) and not empty(name)", True),
        ('if(qty >= 3, "多", "少")', "多"),
        ('concat([name], " ", price, "円 ", due)', "座金 1200.5円 2026/11/21"),
        ('concat("「", "a""b", "」", paid)', '「a"b」'),
        ("len(name)", Decimal(2)),
        ("days(due, due + 30)", Decimal(30)),
        ("due - date(2026, 11, 1)", Decimal(20)),
        ("due + 10", dt.date(2026, 12, 1)),
        ("year(due) * 100 + month(due)", Decimal(202611)),
        ("date(2026, 2, 30)", None),
        ("price / (qty - 3)", None),
        ("price % 0", None),
        ("paid + 1", None),
        ("days(due, paid)", None),
        ("if(paid > due, 1, 2)", None),
        ("if(empty(paid), 0, days(due, paid))", Decimal(0)),
        ("99999999999 * 99999999999", None),
        ("due + 99999999", None),
        ("round(1, 99)", None),
    ],
)
def test_a_formula_gives_its_value_or_nothing(text, value):
    assert worked(text) == value


def test_yen_are_rounded_half_up():
    assert result_of(parse("price * 3"), VALUES, "yen") == 3602
    assert result_of(parse("0 - 0.5"), VALUES, "yen") == -1
    assert type(result_of(parse("qty"), VALUES, "yen")) is int


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "Write a formula"),
        ("1 +", "too early"),
        ("(1 + 2", "“)” is missing"),
        ("1 2", "“2” cannot be read"),
        ("price ! 2", "cannot be read"),
        ("1 < 2 < 3", "“<” cannot be read"),
        ("today()", "Today is not available"),
        ("exec(1)", "There is no function exec"),
        ("round()", "another number"),
        ("if(live, 1)", "another number"),
        ("unknown + 1", "no field “unknown”"),
        ('name + "様"', "concat"),
        ("name * 2", "“*” needs a number here, not a text"),
        ("due + due", "“+” needs"),
        ("due > 3", "“>” needs a date here, not a number"),
        ("name < name", "“<” needs"),
        ("if(price, 1, 2)", "“if” needs yes or no here, not a number"),
        ('if(live, 1, "a")', "“if” needs a number here, not a text"),
        ("not price", "“not” needs"),
        ("concat(live)", "“concat” needs"),
        ("1" + "+1" * 400, "nested too deeply"),
        ("(" * 60 + "1" + ")" * 60, "nested too deeply"),
        ("-" * 900 + "1", "nested too deeply"),
        ("1 + " * 300 + "1", "at most 1000 letters"),
        ("__import__('os')", "cannot be read"),
        ("name.upper()", "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_at_once(text, said, in_english):
    with pytest.raises(BadFormula) as refused:
        type_of(parse(text), TYPES)
    assert said in str(refused.value)
    assert refused.value.field == "formula"


def test_labels_become_codes_and_codes_labels():
    codes = {"標準 単価": "price", "数量": "qty"}
    labels = {"price": "[標準 単価]", "qty": "[数量]"}
    kept = rewritten('round([標準 単価] * 数量) + "[x]"', codes.__getitem__)
    assert kept == 'round(price * qty) + "[x]"'
    assert rewritten(kept, labels.__getitem__) == 'round([標準 単価] * [数量]) + "[x]"'
    assert references(parse("[標準 単価] + if(live, 数量, 1)", lambda n: codes.get(n, n))) == {
        "price",
        "qty",
        "live",
    }


def test_formulas_come_after_what_they_need_and_never_in_a_circle(in_english):
    assert in_order({"c": {"b", "price"}, "b": {"a"}, "a": set()}) == ["a", "b", "c"]
    with pytest.raises(BadFormula, match="a → b → c → a"):
        in_order({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    with pytest.raises(BadFormula, match="合計 → 合計"):
        in_order({"a": {"a"}}, {"a": "合計"}.__getitem__)


def written(part):
    """A part as text again, every pair in brackets."""
    if isinstance(part, Literal):
        if isinstance(part.value, str):
            return '"' + part.value.replace('"', '""') + '"'
        return str(part.value).lower() if isinstance(part.value, bool) else format(part.value, "f")
    if isinstance(part, Reference):
        return part.name
    if isinstance(part, Sign):
        return f"({part.sign} {written(part.of)})"
    if isinstance(part, Pair):
        return f"({written(part.left)} {part.sign} {written(part.right)})"
    return f"{part.name}({', '.join(map(written, part.given))})"


numbers = st.decimals(0, 10**6, places=2).map(lambda d: Literal(abs(d)))
texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="“”＂"), max_size=8).map(
    Literal
)


def extended(inner):
    pairs = st.builds(Pair, st.sampled_from("+ - * / % = <> < <= > >= and or".split()), inner, inner)
    signs = st.builds(Sign, st.sampled_from(["-", "not"]), inner)
    calls = st.builds(
        Call,
        st.sampled_from(["if", "round", "concat", "days", "empty", "len", "min", "date", "year"]),
        st.lists(inner, min_size=1, max_size=3).map(tuple),
    )
    return pairs | signs | calls


parts = st.recursive(
    numbers | texts | st.booleans().map(Literal) | st.sampled_from(sorted(TYPES)).map(Reference),
    extended,
    max_leaves=12,
)
of_type = {
    "number": st.none() | st.decimals(-(10**14), 10**14, places=4),
    "text": st.just("") | st.text(max_size=30),
    "date": st.none() | st.dates(),
    "bool": st.none() | st.booleans(),
}
rows = st.fixed_dictionaries({name: of_type[kind] for name, kind in TYPES.items()})


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(parts)
def test_what_is_written_is_read_again(part):
    text = written(part)
    if text.count("(") < 25:
        assert parse(text) == part


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(parts, rows)
def test_what_makes_sense_gives_its_type_or_nothing(part, row):
    try:
        found = type_of(part, TYPES)
    except BadFormula:
        return
    value = result_of(part, row, KINDS[found])
    assert value is None or type(value) is {
        "number": Decimal, "text": str, "date": dt.date, "bool": bool
    }[found]  # fmt: skip


@given(st.text(max_size=60))
def test_no_text_does_anything_but_be_read_or_refused(text):
    try:
        type_of(parse(text), TYPES)
    except BadFormula:
        return


whole = st.integers(-999, 999)


@given(st.lists(st.tuples(st.sampled_from("+-*/"), whole), max_size=6), whole)
def test_sums_are_exact(steps, start):
    """Against fractions, with brackets from the left."""
    text, exact = f"(0 + {start})".replace("+ -", "- "), Fraction(start)
    for sign, number in steps:
        text = f"({text} {sign} ({number}))"
        if exact is not None:
            exact = None if sign == "/" and not number else {
                "+": exact + number, "-": exact - number, "*": exact * number,
                "/": exact / number if number else None,
            }[sign]  # fmt: skip
    value = worked(text)
    if exact is None or abs(exact) >= 10**14:
        assert value is None
    else:
        assert abs(Fraction(value) - exact) <= Fraction(1, 20_000)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_numbers_in_texts_are_plain(number):
    assert Decimal(worded(number)) == number
    assert "E" not in worded(number)
