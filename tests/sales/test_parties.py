"""関係者: who of theirs takes part in a record."""

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.parties.model import RecordParty
from app.sales.parties.operations import add_party
from app.sales.persons.record import PERSON


def lines():
    found = session.scalars(select(RecordParty).order_by(RecordParty.created_at))
    return [(one.record_type, one.role, one.person_id or one.partner_id) for one in found]


def test_either_a_person_or_a_company_takes_part_once(inside, cast, sales):
    with inside(cast.salesperson):
        deal, other = sales.deal(), sales.account("C9")
        person = keeping.enter(PERSON, {"name": "大野 隆"})
        add_party(OPPORTUNITY, deal, role="decider", person_id=person.id, note="本社")
        add_party(OPPORTUNITY, deal, role="competitor", partner_id=other.id)
        for wrong in ({}, {"person_id": person.id}, {"person_id": person.id, "partner_id": other.id}):
            with pytest.raises(Rejected):
                add_party(OPPORTUNITY, deal, role="decider", **wrong)
        both = [("opportunity", "decider", person.id), ("opportunity", "competitor", other.id)]
        assert lines() == both


def test_a_person_shows_the_records_the_reader_may_know_of(client, cast, inside, sales):
    with inside(cast.salesperson) as who:
        person = keeping.enter(PERSON, {"name": "大野 隆"}).id
        add_party(OPPORTUNITY, sales.deal("公開の案件"), role="window", person_id=person)
        hidden = sales.deal("秘密の案件", disclosed_to=[f"user:{who.id}"])
        add_party(OPPORTUNITY, hidden, role="window", person_id=person)
        session.commit()
    page = f"/yamada/persons/{person}"
    mine, theirs = (
        client(one).get(page).get_data(as_text=True) for one in (cast.salesperson, cast.sales_manager)
    )
    assert ("公開の案件" in mine, "秘密の案件" in mine) == (True, True)
    assert ("公開の案件" in theirs, "秘密の案件" in theirs) == (True, False)


def test_the_card_adds_and_takes_out_in_place(client, cast, inside, sales):
    with inside(cast.salesperson):
        person = keeping.enter(PERSON, {"name": "大野 隆"}).id
        visit = keeping.enter(ACTIVITY, {"name": "訪問", "starts_at": clock.now()}).id
        session.commit()
    browser, page = client(cast.salesperson), f"/yamada/activities/{visit}"
    assert browser.post_form(f"{page}/parties", {"role": "met"}, form_page=page).status_code == 422
    given = {"role": "met", "person_id": str(person)}
    assert browser.post_form(f"{page}/parties", given, form_page=page).status_code == 303
    with inside(cast.salesperson):
        assert lines() == [("activity", "met", person)]
        party = session.scalars(select(RecordParty.id)).one()
    assert "ほかに会った人" in browser.get(page).get_data(as_text=True)
    assert browser.post_form(f"{page}/parties/{party}?_method=DELETE", {}, form_page=page).status_code == 303
    with inside(cast.salesperson):
        assert lines() == []
