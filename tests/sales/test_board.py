"""The board: cards in their columns, warnings on them, moves with what a phase asks for."""

import datetime as dt
from types import SimpleNamespace

import pytest

from app.kernel.db import session
from app.records.kit import keeping
from app.sales.boards.marks import marks
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY

BOARD = "/yamada/opportunities/board"
TODAY = dt.date(2026, 11, 27)
NOON = dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC)
PHASE = SimpleNamespace(stall_days=14)


def card(**changed):
    facts = {
        "standing": "open",
        "expected_on": TODAY,
        "first_expected_on": TODAY,
        "next_on": TODAY,
        "last_act": NOON,
        "entered_phase_at": NOON,
    }
    return SimpleNamespace(**{**facts, **changed})


@pytest.mark.parametrize(
    "changed, tones",
    [
        ({}, []),
        ({"expected_on": TODAY - dt.timedelta(days=1)}, ["problem"]),
        ({"first_expected_on": TODAY - dt.timedelta(days=30)}, ["waiting"]),
        ({"next_on": None}, ["waiting"]),
        ({"next_on": TODAY - dt.timedelta(days=1)}, ["problem"]),
        ({"last_act": None, "entered_phase_at": NOON - dt.timedelta(days=10)}, ["problem"]),
        ({"last_act": NOON, "entered_phase_at": NOON - dt.timedelta(days=100)}, []),
        ({"standing": "won", "next_on": None}, []),
    ],
)
def test_a_card_warns_of_what_was_forgotten(app, changed, tones):
    with app.test_request_context():
        assert [tone for _word, tone in marks(card(**changed), PHASE, TODAY)] == tones


def phase_of(cast, inside, deal_id):
    with inside(cast.salesperson):
        found = session.get(Opportunity, (cast.salesperson.tenant_id, deal_id))
        return found.phase.code, found.amount, found.reason


@pytest.fixture
def deal(inside, cast, sales):
    with inside(cast.salesperson):
        made = sales.deal(amount=1_000)
        codes = {code: str(sales.phase(code).id) for code in ("10", "20", "90", "99")}
        session.commit()
        return SimpleNamespace(id=made.id, version=made.version, phases=codes)


def sent(client, cast, deal, phase, **answers):
    query = "?answered=1" if answers.pop("answered", True) else ""
    facts = {"phase": deal.phases[phase], "version": str(deal.version), **answers}
    return client(cast.salesperson).post_form(
        f"/yamada/opportunities/{deal.id}/moves{query}", facts, form_page=BOARD
    )


def test_the_board_shows_columns_with_sums(client, cast, deal):
    page = client(cast.salesperson).get(BOARD).get_data(as_text=True)
    assert all(word in page for word in ("引合", "受注", "搬送機の更新", "¥1,000", "加重 ¥100"))
    assert client(cast.buyer).get(BOARD).status_code == 403


def test_a_card_offers_the_other_phases(client, cast, deal):
    page = client(cast.salesperson).get(f"/yamada/opportunities/{deal.id}/moves/new").get_data(as_text=True)
    offered = [code for code, phase_id in deal.phases.items() if f"phase={phase_id}" in page]
    assert offered == ["20", "90", "99"]


def test_a_phase_with_criteria_asks_before_it_lets_in(client, cast, inside, deal):
    asking = sent(client, cast, deal, "20", answered=False)
    assert (asking.status_code, "予算・時期・決裁者を確認した" in asking.get_data(as_text=True)) == (
        422,
        True,
    )
    unticked = sent(client, cast, deal, "20")
    assert (unticked.status_code, phase_of(cast, inside, deal.id)[0]) == (422, "10")
    assert sent(client, cast, deal, "20", criteria="予算・時期・決裁者を確認した").status_code == 303
    assert phase_of(cast, inside, deal.id)[0] == "20"


def test_losing_asks_why_and_winning_how_much(client, cast, inside, deal):
    assert sent(client, cast, deal, "99", reason="").status_code == 422
    assert sent(client, cast, deal, "90", amount="1,200,000", closed_on="2026/11/20").status_code == 303
    assert phase_of(cast, inside, deal.id) == ("90", 1_200_000, "")


def test_who_was_slower_is_told(client, cast, inside, deal):
    with inside(cast.sales_manager):
        row = session.get(Opportunity, (cast.sales_manager.tenant_id, deal.id))
        keeping.change(OPPORTUNITY, row, {"amount": 5}, version=row.version)
        session.commit()
    answer = sent(client, cast, deal, "20", criteria="予算・時期・決裁者を確認した")
    assert (answer.status_code, phase_of(cast, inside, deal.id)[0]) == (422, "10")


def test_a_restricted_card_is_not_there_for_others(client, cast, inside, sales):
    with inside(cast.salesperson) as who:
        hidden = sales.deal("秘密の案件", disclosed_to=[f"user:{who.id}"]).id
        session.commit()
    assert "秘密の案件" in client(cast.salesperson).get(BOARD).get_data(as_text=True)
    assert "秘密の案件" not in client(cast.sales_manager).get(BOARD).get_data(as_text=True)
    assert client(cast.sales_manager).get(f"/yamada/opportunities/{hidden}/moves/new").status_code == 404
