"""Who works with whom in sales: further owners, parties, leads that are followed up and one that became business."""

import datetime as dt

from sqlalchemy import select

from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.sales.campaigns.model import Campaign
from app.sales.conversions.operations import convert
from app.sales.follows.operations import follow_up
from app.sales.leads.model import Lead
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.owners.operations import add_owner
from app.sales.parties.operations import add_party
from app.sales.persons.model import Person
from app.sales.phases.model import Phase

STATUSES = ("appointment", "called", "absent", "material", "called", "passed")
ROLES = ("decider", "window", "introducer")


def play(known, today):
    """Enter everything, after `prospecting`."""
    stage = Stage(known)
    with stage.as_("morita", office_hours(today - dt.timedelta(days=20), 10)) as who:
        deals = session.scalars(select(Opportunity).order_by(Opportunity.code)).all()
        people = session.scalars(select(Person).order_by(Person.code)).all()
        for number, deal in enumerate(deals[:4]):
            if deal.owner_id != who.id:
                add_owner(OPPORTUNITY, deal, who.id, "supervisor", today - dt.timedelta(days=20 + number))
            for place, role in enumerate(ROLES[: 1 + number % 3]):
                person = people[(number + place) % len(people)]
                add_party(OPPORTUNITY, deal, role=role, person_id=person.id)
    with stage.as_("kimura", office_hours(today - dt.timedelta(days=5), 14)):
        fair = session.scalars(select(Campaign).order_by(Campaign.code)).first()
        leads = session.scalars(select(Lead).order_by(Lead.code)).all()
        for number, (lead, status) in enumerate(zip(leads, STATUSES, strict=False)):
            follow_up(lead, fair.id, status, today - dt.timedelta(days=12 - number))
    with stage.as_("kimura", office_hours(today - dt.timedelta(days=1), 18)):
        lead = session.scalars(select(Lead).order_by(Lead.code)).first()
        first = session.scalars(select(Phase).where(Phase.code == "10")).one()
        deal = {
            "name": f"{lead.company} 搬送設備の更新", "phase_id": first.id, "amount": 2_400_000,
            "expected_on": today + dt.timedelta(days=60),
        }  # fmt: skip
        convert(lead, account={"code": f"{lead.code}-A", "name": lead.company}, deal=deal)
