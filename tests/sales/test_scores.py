"""Scores of persons: points by part, what counts, and the page."""

import datetime as dt

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import publish
from app.platform.settings import choose
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON
from app.sales.scores.operations import score
from app.sales.scores.points import Facts, parts_of, ranks, trend_with
from app.sales.scores.queries import score_of

WEIGHTS = {"recency": 30, "half_life": 60, "count": 20, "role": 20, "amount": 20, "colleagues": 10}


def points(**facts):
    return [one for one, _most in parts_of(Facts(**facts), WEIGHTS).values()]


def test_points_by_part():
    assert points() == [0, 0, 0, 0, 0]
    assert points(days=0, count=30, role="decider", rank=1.0, colleagues=9) == [30, 20, 20, 20, 10]
    assert points(days=60, count=3, role="window", rank=0.5, colleagues=1) == [15, 6, 10, 10, 2]
    assert points(days=120)[0] == 8
    assert parts_of(Facts(days=0), {**WEIGHTS, "recency": -5})["recency"] == [0, 0]


def test_ranks_fall_evenly_and_equals_share():
    assert ranks({"a": 100, "b": 100, "c": 10, "d": 0}) == {"a": 1.0, "b": 1.0, "c": 0.5, "d": 0.0}


def test_a_trend_keeps_what_changed():
    trend = trend_with([["2026-11-26", 10]], "2026-11-27", 12)
    assert trend == [["2026-11-26", 10], ["2026-11-27", 12]]
    assert trend_with(trend, "2026-11-27", 10) == [["2026-11-26", 10]]


def person_with(sales, **values):
    one = keeping.enter(PERSON, {"name": "大野 隆", "partner_id": sales.account("C7").id, **values})
    met = {"person_id": one.id, "starts_at": clock.now() - dt.timedelta(hours=1)}
    keeping.enter(ACTIVITY, {"name": "訪問", **met})
    keeping.enter(ACTIVITY, {"name": "予定", "standing": "plan", **met})
    return one


def test_what_few_know_of_does_not_count(inside, cast, sales):
    with inside(cast.salesperson) as who:
        one = person_with(sales)
        hidden = sales.deal("秘密", amount=900, person_id=one.id, disclosed_to=[f"user:{who.id}"])
        keeping.enter(
            ACTIVITY,
            {"name": "密談", "starts_at": clock.now(), "person_id": one.id, "opportunity_id": hidden.id},
        )
        session.flush()
        assert score() == 1
        assert score_of(one.id).parts == {
            "recency": [30, 30], "count": [2, 20], "role": [0, 20], "amount": [0, 20], "colleagues": [2, 10],
        }  # fmt: skip


def test_weights_are_the_companys_own(inside, cast, sales):
    with inside(cast.salesperson):
        one = person_with(sales, role="decider")
        sales.deal(amount=900, person_id=one.id)
        choose("sales.score_role", 50)
        session.flush()
        score()
        found = score_of(one.id)
        assert (found.parts["role"], found.parts["amount"], found.score) == ([50, 50], [20, 20], 104)


def test_every_night_brings_the_score_to_the_page(client, cast, inside, sales, run_jobs):
    with inside(cast.salesperson):
        one = person_with(sales).id
        session.commit()
    page = client(cast.salesperson).get(f"/yamada/persons/{one}").get_data(as_text=True)
    assert "毎晩計算します" in page
    with inside(cast.salesperson):
        publish("night.passed")
    assert "sales.scores.score_persons" in run_jobs()
    page = client(cast.salesperson).get(f"/yamada/persons/{one}").get_data(as_text=True)
    assert all(word in page for word in ("100点中", "最終活動", "30 / 30"))


def test_lists_show_and_sort_by_the_score_which_nobody_types(client, inside, cast, sales):
    with inside(cast.salesperson):
        known = person_with(sales, name="会った 人", role="decider")
        keeping.enter(PERSON, {"name": "会わない 人", "score": 99})
        session.commit()
        version, changed = known.version, known.changed_at
        score()
        session.commit()
        session.refresh(known)
        assert (known.score, known.version, known.changed_at) == (score_of(known.id).score, version, changed)
        assert session.scalars(select(Person.score).where(Person.name == "会わない 人")).one() == 0
    browser = client(cast.salesperson)
    listed = browser.get("/yamada/persons/?sort=-score&columns=name&columns=score").get_data(as_text=True)
    assert 0 < listed.index("会った 人") < listed.index("会わない 人")
    assert 'name="score"' not in browser.get("/yamada/persons/new").get_data(as_text=True)
