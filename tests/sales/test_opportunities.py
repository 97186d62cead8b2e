"""Opportunities: numbers, phases and what they demand, who is in charge, who may know of them."""

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.kit import keeping
from app.records.kit.queries import every
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.model import Opportunity, PhaseStay
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.opportunities.staying import stays_of
from app.sales.persons.record import PERSON
from tests.records.importing import a_file, counts_of


def test_a_new_one_is_numbered_in_charge_of_whoever_enters_it_and_worth_what_its_phase_says(
    inside, cast, sales
):
    with inside(cast.salesperson) as who:
        first, second = sales.deal(), sales.deal("二件目", "30", probability=65)
        number = f"OP-{clock.today():%y%m}-"
        assert [first.code, second.code] == [f"{number}0001", f"{number}0002"]
        assert (first.owner_id, first.organisation_id) == (who.id, who.organisation_id)
        assert (first.probability, second.probability, first.standing) == (10, 65, "open")
        assert first.first_expected_on == first.expected_on


def test_a_number_somebody_typed_is_passed_over(inside, cast, sales):
    with inside(cast.salesperson):
        sales.deal(code=f"OP-{clock.today():%y%m}-0001")
        assert sales.deal("次").code == f"OP-{clock.today():%y%m}-0002"


def test_winning_takes_an_amount_and_losing_a_reason(inside, cast, sales):
    with inside(cast.salesperson):
        deal = sales.deal()
        for code, field in (("90", "amount"), ("99", "reason")):
            with pytest.raises(Rejected) as refused:
                keeping.change(OPPORTUNITY, deal, {"phase_id": sales.phase(code).id}, version=deal.version)
            assert refused.value.field == field
        won = {"phase_id": sales.phase("90").id, "amount": 1_200_000}
        keeping.change(OPPORTUNITY, deal, won, version=deal.version)
        assert (deal.standing, deal.probability, deal.closed_on) == ("won", 100, clock.today())
        back = {"phase_id": sales.phase("40").id}
        keeping.change(OPPORTUNITY, deal, back, version=deal.version)
        assert (deal.standing, deal.probability, deal.closed_on) == ("open", 80, None)


def test_the_phases_it_went_through_are_kept(inside, cast, sales):
    with inside(cast.salesperson) as who:
        deal = sales.deal(amount=500)
        for code in ("20", "30"):
            keeping.change(OPPORTUNITY, deal, {"phase_id": sales.phase(code).id}, version=deal.version)
        names = {sales.phase(code).id: code for code in ("10", "20", "30")}
        stays = session.scalars(stays_of(deal.id)).all()
        assert [(names[one.phase_id], one.amount, one.by_name) for one in stays] == [
            ("10", 500, who.name),
            ("20", 500, who.name),
        ]
        assert stays[0].entered_at < stays[1].entered_at < deal.entered_phase_at


def test_files_bring_them_without_numbers(take_in, inside, cast, sales):
    with inside(cast.salesperson):
        sales.account("C1")
        session.commit()
    header = ["案件名", "取引先", "フェーズ", "受注予定日", "見込金額"]
    file = a_file(header, ["甲", "C1", "10", "2026/12/01", "100"], ["乙", "C1", "受注", "2026/12/02", ""])
    assert counts_of(take_in(file, kind=OPPORTUNITY)) == (1, 0, 0, 1)
    with inside(cast.sales_manager):
        found = session.scalars(select(Opportunity)).one()
        assert (found.name, found.standing, found.probability, found.amount) == ("甲", "open", 10, 100)
        assert found.code.endswith("-0001")
        assert session.scalars(select(PhaseStay)).all() == []


def test_an_activity_is_known_to_those_who_know_its_opportunity(inside, cast, sales):
    with inside(cast.salesperson) as who:
        deal = sales.deal("秘密", disclosed_to=[f"user:{who.id}"])
        values = {"name": "打合せ", "starts_at": clock.now(), "opportunity_id": deal.id}
        open_one = keeping.enter(ACTIVITY, {"name": "電話", "starts_at": clock.now()})
        keeping.enter(ACTIVITY, values)
        session.flush()
        assert len(session.scalars(every(ACTIVITY)).all()) == 2
    with inside(cast.sales_manager):
        assert [one.id for one in session.scalars(every(ACTIVITY))] == [open_one.id]
        assert session.scalars(every(OPPORTUNITY)).all() == []


def test_the_page_leads_from_the_account_to_everything_about_it(client, cast, inside, sales):
    with inside(cast.salesperson):
        deal = sales.deal()
        account = deal.partner_id
        keeping.enter(ACTIVITY, {"name": "初回訪問", "starts_at": clock.now(), "partner_id": account})
        session.commit()
    browser = client(cast.salesperson)
    page = browser.get(f"/yamada/partners/{account}").get_data(as_text=True)
    assert ("搬送機の更新" in page, "初回訪問" in page) == (True, True)
    own = "/yamada/opportunities?scope=own"
    assert "搬送機の更新" in browser.get(own).get_data(as_text=True)
    assert "搬送機の更新" not in client(cast.sales_manager).get(own).get_data(as_text=True)
    assert client(cast.buyer).get("/yamada/opportunities").status_code == 403


def test_what_is_required_is_said_and_asked_for(client, cast, sales):
    browser, here = client(cast.salesperson), "/yamada/opportunities"
    form = browser.get(f"{here}/new").get_data(as_text=True)
    assert form.count('<span class="required">') == 4
    answer = browser.post_form(
        here, {"name": "相手のない案件", "expected_on": "2026/12/01"}, form_page=f"{here}/new"
    )
    assert (answer.status_code, answer.get_data(as_text=True).count("入力してください")) == (422, 4)


def test_a_list_is_asked_for_those_without_a_choice(client, cast, inside, sales):
    with inside(cast.salesperson):
        for name, role in (("決裁 花子", "decider"), ("未定 太郎", "")):
            keeping.enter(PERSON, {"name": name, "role": role})
        session.commit()
    browser = client(cast.salesperson)
    for asked, there in (("", [True, True]), ("decider", [True, False]), ("-", [False, True])):
        shown = browser.get(f"/yamada/persons?role={asked}").get_data(as_text=True)
        assert [name in shown for name in ("決裁 花子", "未定 太郎")] == there
