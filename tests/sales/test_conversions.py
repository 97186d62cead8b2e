"""Leads become business, are taken back, and are followed up for campaigns."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.model import Partner
from app.records.kit import keeping
from app.sales.campaigns.record import CAMPAIGN
from app.sales.conversions.model import Conversion
from app.sales.conversions.operations import convert
from app.sales.conversions.proposing import accounts_like, persons_like
from app.sales.conversions.queries import reachable
from app.sales.conversions.undoing import undo
from app.sales.follows.operations import follow_up
from app.sales.follows.queries import result_of, statuses_in
from app.sales.leads.model import Lead
from app.sales.leads.record import LEAD
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON


def a_lead(**values):
    facts = {"name": "長谷川 亮", "company": "株式会社三和精工", "email": "hasegawa@sanwa.example"}
    return keeping.enter(LEAD, {**facts, "phone": "03-5555-1300", **values})


def there():
    return [session.scalar(select(func.count()).select_from(one)) for one in (Person, Partner, Opportunity)]


def deal_of(sales):
    return {"name": "搬送機", "phase_id": sales.phase("10").id, "expected_on": dt.date(2026, 12, 20)}


def test_likely_persons_and_accounts_are_proposed(inside, cast, sales):
    with inside(cast.salesperson):
        account = sales.account("S1", name="三和精工㈱")
        by_mail = keeping.enter(PERSON, {"name": "長谷川", "email": "Hasegawa@sanwa.example"})
        by_both = keeping.enter(PERSON, {"name": "長谷川　亮", "partner_id": account.id})
        by_name = keeping.enter(PERSON, {"name": "長谷川亮", "company_name": "別会社"})
        by_phone = keeping.enter(PERSON, {"name": "総務部", "phone": "0355551300"})
        lead = a_lead()
        found = {one.id: one.likely for one in persons_like(lead)}
        assert found == {by_mail.id: True, by_both.id: True, by_phone.id: True, by_name.id: False}
        assert [(one.id, one.likely) for one in accounts_like(lead)] == [(account.id, True)]


def test_a_lead_becomes_person_account_and_opportunity_and_is_one_again(inside, cast, sales):
    with inside(cast.salesperson) as who:
        lead = a_lead()
        made = convert(lead, account={"code": "S1", "name": lead.company}, deal=deal_of(sales))
        person, account = session.get(Person, (lead.tenant_id, lead.person_id)), lead.partner_id
        assert (lead.state, person.partner_id, person.email) == ("converted", account, lead.email)
        assert (made.made, there(), person.owner_id) == (
            ["partner", "person", "opportunity"],
            [1, 1, 1],
            who.id,
        )
        with pytest.raises(Rejected):
            convert(lead)
        assert undo(made, lead, reachable) == []
        assert (lead.state, lead.person_id, there()) == ("active", None, [0, 0, 0])
        with pytest.raises(Rejected):
            undo(made, lead, reachable)


def test_what_was_touched_since_stays_and_is_named(inside, cast, sales):
    with inside(cast.salesperson):
        lead = a_lead()
        made = convert(lead, account={"code": "S1", "name": lead.company}, deal=deal_of(sales))
        deal = session.get(Opportunity, (lead.tenant_id, lead.opportunity_id))
        keeping.change(OPPORTUNITY, deal, {"amount": 5}, version=deal.version)
        kept = [one.name for one in undo(made, lead, reachable)]
        assert kept == ["opportunity", "person", "partner"]
        assert (lead.state, lead.opportunity_id, there()) == ("active", deal.id, [1, 1, 1])


def test_a_lead_that_was_changed_and_an_old_conversion_stay(inside, cast, sales):
    with inside(cast.salesperson):
        lead, other = a_lead(), a_lead(name="別人", email="b@b.example", phone="")
        made, old = convert(lead), convert(other)
        keeping.change(LEAD, lead, {"note": "追記"}, version=lead.version)
        old.created_at = clock.now() - dt.timedelta(hours=25)
        for conversion, row in ((made, lead), (old, other)):
            with pytest.raises(Rejected):
                undo(conversion, row, reachable)
        assert there() == [2, 0, 0]


def test_the_form_does_it_and_the_card_takes_it_back(client, cast, inside, sales):
    with inside(cast.salesperson):
        lead, phase = a_lead().id, str(sales.phase("10").id)
        session.commit()
    browser, page = client(cast.salesperson), f"/yamada/leads/{lead}"
    form = f"{page}/conversions/new"
    assert "新しいパーソン" in browser.get(form).get_data(as_text=True)
    given = {
        "person": "new", "account": "new", "account_code": "S1", "account_name": "三和精工", "with_deal": "y",
        "deal_name": "搬送機", "phase_id": phase, "expected_on": "2026/12/20", "amount": "1,000",
    }  # fmt: skip
    wrong = browser.post_form(f"{page}/conversions", {**given, "account": "none"}, form_page=form)
    assert (
        wrong.status_code,
        browser.post_form(f"{page}/conversions", given, form_page=form).status_code,
    ) == (
        422,
        303,
    )
    with inside(cast.salesperson):
        assert there() == [1, 1, 1]
        conversion = session.scalars(select(Conversion.id)).one()
    assert "商談化の結果" in browser.get(page).get_data(as_text=True)
    answer = browser.post_form(f"{page}/conversions/{conversion}/undoing", {}, form_page=page)
    assert answer.status_code == 303
    with inside(cast.salesperson):
        assert (there(), session.get(Lead, (cast.salesperson.tenant_id, lead)).state) == ([0, 0, 0], "active")


def a_campaign(**values):
    return keeping.enter(
        CAMPAIGN, {"name": "展示会", "kind": "exhibition", "starts_on": dt.date(2026, 10, 1), **values}
    )


def test_a_campaign_counts_what_it_brought(inside, cast, sales):
    with inside(cast.sales_manager):
        fair = a_campaign(cost=100_000)
        first = a_lead(campaign_id=fair.id)
        a_lead(name="二人目", email="c@c.example", campaign_id=fair.id)
        follow_up(first, fair.id, "called", dt.date(2026, 10, 5))
        follow_up(first, fair.id, "appointment", dt.date(2026, 10, 6), "来週")
        won = {"phase_code": "90", "amount": 1_000_000, "gross": 250_000, "campaign_id": fair.id}
        sales.deal(**won)
        sales.deal("次", campaign_id=fair.id)
        session.flush()
        found = result_of(fair)
        assert (found.leads, found.opportunities, found.won, found.amount) == (2, 2, 1, 1_000_000)
        assert (found.roi, found.cost_per_lead) == (150, 50_000)
        assert statuses_in(fair.id) == {"appointment": 1, "untouched": 1}
        fair.cost = None
        assert (result_of(fair).roi, result_of(fair).cost_per_lead) == (None, None)


def test_following_up_in_place(client, cast, inside, sales):
    with inside(cast.sales_manager):
        fair = a_campaign()
        lead, fair = a_lead(campaign_id=fair.id).id, fair.id
        session.commit()
    browser, page = client(cast.salesperson), f"/yamada/leads/{lead}"
    wrong = browser.post_form(f"{page}/follows", {"campaign_id": "", "status": "called"}, form_page=page)
    given = {"campaign_id": str(fair), "status": "absent", "followed_on": "2026/11/02"}
    assert (wrong.status_code, browser.post_form(f"{page}/follows", given, form_page=page).status_code) == (
        422,
        303,
    )
    assert "不在" in browser.get(page).get_data(as_text=True)
    results = browser.get(f"/yamada/campaigns/{fair}").get_data(as_text=True)
    assert ("不在 1" in results, f"leads?campaign_id.in={fair}" in results) == (True, True)
