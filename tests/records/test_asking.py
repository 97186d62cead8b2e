"""Questions to lists: the address holds them whole, and SQL answers them like plain Python, whichever way it takes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.kernel import context
from app.records.lists import queries
from app.records.lists.asking import Question, question_from
from app.records.lists.operators import DAYS, NUMBERS, TEXTS, WHEN, Asked, operators_of
from tests.records.arranged import TODAY, own, rows
from tests.records.plainly import holds

__all__ = ["own", "rows"]
RULES = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
NUMBER = st.sampled_from(["0", "-5", "2.5", "3", "12.5", "2.50005", "1,000", "▲2,000", "７"])
DAY = st.sampled_from(["2026/11/27", "11/1", "2026-12-02", "令和8年10月18日", "今日", "20261122"])
TEXT = st.sampled_from(["ボルト", "ぼると", "ﾎﾞﾙﾄ", "%", "_", "Ｍ8", "m8", "平座金", "'", "P0", "個"])


def text_for(of, operator):
    """What might be typed for a field and operator."""
    if operator in ("empty", "filled"):
        return st.just("1")
    if operator == "between":
        one = NUMBER if of.kind in NUMBERS else DAY
        return st.tuples(one, one).map("..".join)
    if of.link:
        word = {"user": ["me"], "organisation": ["mine"]}.get(of.link, [])
        return st.sampled_from([*word, "0190a2b4-7c11-7000-8000-000000000001"])
    if of.kind in DAYS:
        return st.sampled_from(list(WHEN)) if operator == "when" else DAY
    kinds = {"bool": st.sampled_from(["1", "0"]), "choice": st.sampled_from(["a", "b", "10", "8R", "z"])}
    kinds |= {
        "many": st.sampled_from(["a", "b", "c"]),
        **dict.fromkeys(NUMBERS, NUMBER),
        **dict.fromkeys(TEXTS, TEXT),
    }
    return kinds[of.kind]


@st.composite
def asked_of(draw, kind):
    """One Asked of any visible field."""
    of = draw(st.sampled_from(list(kind.visible.values())))
    operator = draw(st.sampled_from(operators_of(of)))
    texts = draw(st.lists(text_for(of, operator), min_size=1, max_size=2, unique=True))
    return Asked(of.name, operator, tuple(texts))


def groups_of(kind):
    """A few groups, each without the same question twice."""
    group = st.lists(asked_of(kind), min_size=1, max_size=2, unique_by=lambda one: (one.field, one.operator))
    return st.lists(group.map(tuple), min_size=1, max_size=3).map(tuple)


def answer_of(kind, question):
    """Codes of the rows of the list in its order; the count must agree."""
    found = [code for part in queries.stream(kind, question, ["code"]) for (code,) in part]
    assert queries.count(kind, question) == len(found)
    return found


@RULES
@given(data=st.data())
def test_sql_answers_like_plain_python(own, rows, inside, cast, data):
    asked = data.draw(groups_of(own))
    with inside(cast.buyer) as who:
        question = Question(sort="code", asked=asked)
        expected = [code for code, row in rows.items() if holds(own, row, question, who, TODAY)]
        assert answer_of(own, question) == expected
        assert queries.count_and_sums(own, question, ["price", "x_stock"]) == (
            len(expected),
            {name: added_up(rows, expected, name) for name in ("price", "x_stock")},
        )


def added_up(rows, chosen, name):
    """The sum of a field, None when no row has it."""
    held = [rows[code][name] for code in chosen if rows[code].get(name) is not None]
    return sum(held) if held else None


@RULES
@given(data=st.data())
def test_the_search_function_and_the_general_select_agree(own, rows, inside, cast, data):
    asked = data.draw(groups_of(own))
    with inside(cast.buyer) as who:
        question = Question(q="ボルト", sort="code", asked=asked)
        bolts = {code: row for code, row in rows.items() if "ボルト" in row["name"]}
        expected = [code for code, row in bolts.items() if holds(own, row, question, who, TODAY)]
        assert answer_of(own, question) == expected
        sums = {"x_stock": added_up(rows, expected, "x_stock")}
        assert queries.count_and_sums(own, question, ["x_stock"]) == (len(expected), sums)


@RULES
@given(data=st.data())
def test_the_address_holds_the_whole_question(own, inside, cast, data):
    with inside(cast.buyer):
        question = Question(
            q=data.draw(st.sampled_from(["", "ボルト 8", "a&b=c", "+"])),
            sort=data.draw(st.sampled_from(["code", "-kana", "x_weight", "-price"])),
            chosen=data.draw(
                st.sampled_from([{}, {"tax_code": "8R"}, {"state": "archived", "tax_code": "10"}])
            ),
            asked=data.draw(groups_of(own)),
            columns=data.draw(st.sampled_from([(), ("name", "x_rank", "code")])),
        )
        address = question.address()
        assert question_from(own, address) == question
        assert question_from(own, MultiDict(address)) == question
        assert question_from(own, MultiDict(address)).ignored == ()


@RULES
@given(data=st.data())
def test_nothing_typed_by_hand_breaks_a_list(own, rows, inside, cast, data):
    name = st.sampled_from(
        ["price.from", "x_weight.to", "x_stock.is", "x_checked.from", "x_when.between", "x_keeper.in", "x_org.not",
         "x_rank.in", "name.has", "x_live.is", "gone.in", "price.gone", "1~price.from", "~price.from", "price.",
         "tenant_id.in"]
    )  # fmt: skip
    typed = st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["1e400", "9" * 60, "9999/12/31", "0001/01/01", "\0", "..", "1..", "me", "mine", "' OR 1", "NaN"]
        ),
    )
    arguments = data.draw(st.dictionaries(name, st.lists(typed, min_size=1, max_size=3), max_size=4))
    with inside(cast.buyer):
        question = question_from(own, arguments)
        answer_of(own, question)
        assert question_from(own, question.address()) == question


@pytest.mark.parametrize(
    "typed, ignored",
    [
        ({"price.from": "abc"}, ("price.from=abc",)),
        ({"gone.in": "1"}, ("gone.in=1",)),
        ({"price.like": "1"}, ("price.like=1",)),
        ({"x_checked.when": "someday"}, ("x_checked.when=someday",)),
        ({"x_keeper.in": "mine"}, ("x_keeper.in=mine",)),
        ({"price.from": " "}, ()),
        ({"q": "x", "unknown": "1"}, ()),
    ],
)
def test_what_cannot_be_asked_is_left_out_and_named(own, inside, cast, typed, ignored):
    with inside(cast.buyer):
        question = question_from(own, typed)
        assert (question.asked, question.ignored) == ((), ignored)
        assert context.actor().id == cast.buyer.user_id
