"""A manager's judgement beside what salespeople say: of an opportunity, of somebody's month, in sums and waterfall."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.access.users.model import User
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.kit import keeping
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.sales.forecasts.asking import asked
from app.sales.forecasts.comparing import Part, Stand, compared, drawn
from app.sales.forecasts.model import ForecastSnapshot
from app.sales.forecasts.operations import take
from app.sales.judgements.model import ForecastJudgement
from app.sales.judgements.operations import judge, judge_month
from app.sales.judgements.queries import commits, judged_commits
from app.sales.opportunities.record import OPPORTUNITY
from tests.support.people import fixed_id

D = dt.date
FORECAST = "/yamada/opportunities/forecast"
FIRST, END = D(2026, 12, 1), D(2027, 1, 1)
PURCHASING, MAKING = (fixed_id("yamada", "organisation", code) for code in ("100", "200"))


def judgements():
    found = session.scalars(
        select(ForecastJudgement).order_by(ForecastJudgement.created_at, ForecastJudgement.id)
    )
    return [(one.amount, one.forecast, one.comment, one.replaced_at is None) for one in found]


def question(scope=""):
    return question_from(shaped(OPPORTUNITY), {"standing": "all", **({"scope": scope} if scope else {})})


def judged_by(column, scope=""):
    found = {}
    for one in judged_commits(question(scope), FIRST, END):
        found[getattr(one, column)] = found.get(getattr(one, column), 0) + one.judged
    return {key: yen for key, yen in found.items() if yen}


@pytest.fixture
def deals(inside, cast, sales):
    """Commits of two people in two departments, and a best case, all of December."""
    with inside(cast.salesperson) as who:
        mine = sales.deal("甲", amount=1_000, forecast="commit")
        sales.deal("乙", amount=300, forecast="best")
        other = sales.deal(
            "丙", amount=500, forecast="commit", owner_id=cast.sales_manager.user_id, organisation_id=MAKING
        )
        session.commit()
        return {"mine": mine.id, "other": other.id, "who": who.id}


def deal_of(cast, deals, name):
    return session.get(OPPORTUNITY.model, (cast.buyer.tenant_id, deals[name]))


def test_an_opportunity_is_judged_again_and_taken_back_and_all_of_it_is_kept(inside, cast, deals):
    with inside(cast.sales_manager):
        deal = deal_of(cast, deals, "mine")
        for amount, why, field in ((-1, "理由", "amount"), (5, " ", "comment")):
            with pytest.raises(Rejected) as refused:
                judge(deal, amount, "", why)
            assert refused.value.field == field
        judge(deal, 700, "", "値引きが要る")
        judge(deal, None, "best", "時期が読めない")
        assert (deal.amount, deal.forecast) == (1_000, "commit")
        assert {one.owner_id: (one.said, one.judged) for one in commits(question(), FIRST, END)} == {
            deals["who"]: (1_000, 0), cast.sales_manager.user_id: (500, 500),
        }  # fmt: skip
        judge(deal, None, "", "本人の言うとおり")
        assert judgements() == [
            (700, "", "値引きが要る", False),
            (None, "best", "時期が読めない", False),
            (None, "", "本人の言うとおり", True),
        ]
        assert judged_by("owner_id")[deals["who"]] == 1_000


def test_a_judged_month_stands_for_its_opportunities_in_every_sum_alike(inside, cast, deals):
    with inside(cast.sales_manager):
        judge(deal_of(cast, deals, "mine"), 900, "", "少し減る")
        judge(deal_of(cast, deals, "other"), None, "omitted", "見込めない")
        assert judged_by("month") == {FIRST: 900}
        person = session.get(User, (cast.buyer.tenant_id, deals["who"]))
        judge_month(person, FIRST, 1_000, 650, "例年12月は下振れ")
        assert (judged_by("month"), judged_by("owner_id"), judged_by("organisation_id")) == (
            {FIRST: 650}, {deals["who"]: 650}, {PURCHASING: 650},
        )  # fmt: skip
        assert judged_by("month", "own") == {}
        assert judged_by("month", "department") == {FIRST: 650}
    with inside(cast.salesperson):
        assert judged_by("month", "own") == {FIRST: 650}


def test_managers_judge_on_the_pages_and_salespeople_read_it(client, cast, deals, inside):
    page, months = f"/yamada/opportunities/{deals['mine']}", f"{FORECAST}/people/{deals['who']}"
    boss = client(cast.sales_manager)
    facts = {"amount": "800", "forecast": "", "comment": ""}
    refused = boss.post_form(f"{page}/judgements", facts, form_page=page)
    assert (refused.status_code, "理由を" in refused.get_data(as_text=True)) == (422, True)
    assert (
        boss.post_form(f"{page}/judgements", {**facts, "comment": "堅めに見る"}, form_page=page).status_code
        == 303
    )
    month = {"month": "2026-12", "amount": "650", "comment": "例年12月は下振れ"}
    assert boss.post_form(f"{months}/judgements", month, form_page=months).status_code == 303
    wrong = boss.post_form(f"{months}/judgements", {**month, "month": "1999-01"}, form_page=months)
    assert wrong.status_code == 422
    seller = client(cast.salesperson)
    shown = seller.get(page).get_data(as_text=True)
    assert ("堅めに見る" in shown, "¥800" in shown, "judgement-form" in shown) == (True, True, False)
    shown = seller.get(months).get_data(as_text=True)
    assert ("例年12月は下振れ" in shown, "month-form" in shown) == (True, False)
    assert "¥650" in seller.get(FORECAST).get_data(as_text=True)
    with inside(cast.sales_manager):
        judge(deal_of(cast, deals, "mine"), 700, "", "値引き")
        session.commit()
    assert "堅めに見る" in seller.get(page).get_data(as_text=True)


def test_what_was_won_in_between_comes_to_what_it_brought_and_nothing_is_left_over():
    before = {1: Stand(100, D(2026, 12, 5)), 2: Stand(50, D(2027, 2, 1)), 3: Stand(7, D(2026, 12, 5))}
    before[6] = Stand(9, D(2026, 12, 1), "won")
    after = {
        1: Stand(120, D(2026, 12, 9), "won"), 2: Stand(60, D(2026, 12, 9), "won"), 3: Stand(7, D(2026, 12, 9), "lost"),
        4: Stand(30, D(2026, 12, 9), "won"), 5: Stand(11, D(2026, 12, 20)), 6: Stand(9, D(2026, 12, 1), "won"),
    }  # fmt: skip
    parts = compared(before, after, {}, FIRST, END)
    assert {name: part.yen for name, part in parts.items() if part.yen} == {
        "start": 107, "new": 41, "moved_in": 60, "up": 20, "won": -210, "lost": -7, "end": 11,
    }  # fmt: skip
    assert sum(part.yen for name, part in parts.items() if name != "end") == parts["end"].yen


def test_a_snapshot_keeps_what_the_quarter_won_and_the_judgement_and_the_waterfall_tells_both(
    inside, cast, sales
):
    today = clock.today()
    with inside(cast.sales_manager):
        open_one = sales.deal("甲", amount=1_000, expected_on=today)
        winning = sales.deal("乙", amount=400, expected_on=today)
        sales.deal("丙", "90", amount=70, expected_on=today)
        judge(open_one, 600, "", "堅めに見る")
        with clock.frozen(clock.now() - dt.timedelta(days=8)):
            assert take() == 3
        kept = session.execute(
            select(ForecastSnapshot.amount, ForecastSnapshot.standing, ForecastSnapshot.judged)
        )
        assert sorted(kept) == [(70, "won", None), (400, "open", 400), (1_000, "open", 600)]
        keeping.change(OPPORTUNITY, winning, {"phase_id": sales.phase("90").id, "amount": 450}, version=1)
        for figures, start, end in (("", 1_400, 1_000), ("judged", 1_000, 600)):
            parts = asked({"figures": figures, "period": "month"}).parts()
            yen = {name: part.yen for name, part in parts.items() if part.yen}
            assert yen == {"start": start, "up": 50, "won": -450, "end": end}


def test_months_judged_as_a_whole_stand_in_the_waterfall_and_it_still_comes_to_its_end(
    client, inside, cast, deals
):
    ago = clock.now() - dt.timedelta(days=9)
    with inside(cast.sales_manager) as boss:
        people = [session.get(User, (cast.buyer.tenant_id, one)) for one in (deals["who"], boss.id)]
        with clock.frozen(ago):
            judge(deal_of(cast, deals, "other"), None, "best", "時期が読めない")
            judge_month(people[0], FIRST, 1_000, 650, "例年12月は下振れ")
            judge_month(people[1], FIRST, 500, 100, "別の案件が入る")
        with clock.frozen(ago + dt.timedelta(days=1)):
            assert take() == 3
        keeping.change(OPPORTUNITY, deal_of(cast, deals, "mine"), {"amount": 1_200}, version=1)
        judge_month(people[0], FIRST, 1_200, 900, "伸びている")
        judge_month(people[1], FIRST, 0, None, "取り消す")
        session.commit()
        for figures, yen in (
            ({}, {"start": 1_800, "up": 200, "end": 2_000}),
            ({"figures": "judged"}, {"start": 1_550, "up": 200, "months": -50, "end": 1_700}),
            ({"figures": "judged", "q": "甲"}, {"start": 1_000, "up": 200, "end": 1_200}),
        ):
            parts = asked(figures).parts()
            assert {name: part.yen for name, part in parts.items() if part.yen} == yen
            assert sum(part.yen for name, part in parts.items() if name != "end") == parts["end"].yen
    desk = client(cast.sales_manager)
    assert "月の判断" in desk.get(f"{FORECAST}?figures=judged").text
    assert "月の判断" not in desk.get(FORECAST).text
    assert "含めていません" in desk.get(f"{FORECAST}?figures=judged&q=甲").text
    told = desk.get(f"{FORECAST}/changes/months?figures=judged").text
    assert [yen for yen in ("¥650", "¥900", "¥100", "¥1,200", "▲50") if yen not in told] == []
    assert desk.get(f"{FORECAST}/changes/months").status_code == 404


def test_a_waterfall_that_goes_below_nothing_has_its_ground_above_the_bottom():
    parts = {
        name: Part(name, yen) for name, yen in (("start", 100), ("down", -300), ("months", 400), ("end", 200))
    }
    picture, ground = drawn(parts)
    assert (ground, picture[1][1:], picture[3][1:]) == (50, (25, 75), (0, 50))
