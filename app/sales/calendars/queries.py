"""The activities of a calendar."""

import datetime as dt

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from app.kernel import clock, context
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.records.kit.queries import reach
from app.sales.activities.model import PLAN, RESULT, Activity
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.persons.model import Person

BACK, MOST = dt.timedelta(days=90), 2000


def entries(*, results):
    """The actor's plans (and what they did) from three months ago on: rows with `partner`, `person`, `deal`.

    Archived plans are among them: a calendar shows them as cancelled. Names of opportunities as the actor may know.
    """
    model, deal = Activity, aliased(Opportunity)  # the reach of activities asks for opportunities of its own
    known_deal = and_(
        deal.id == model.opportunity_id, deal.tenant_id == model.tenant_id, reach(OPPORTUNITY, deal)
    )
    wanted = and_(model.standing == PLAN, or_(model.state == "active", model.changed_at > clock.now() - BACK))
    if results:
        wanted = or_(wanted, and_(model.standing == RESULT, model.state == "active"))
    found = (
        select(
            model.id, model.name, model.kind, model.standing, model.state, model.starts_at, model.ends_at, model.place,
            model.purpose, model.version, model.changed_at, model.created_at, model.restricted,
            Partner.name.label("partner"), Person.name.label("person"), deal.name.label("deal"),
        )
        .outerjoin(Partner, and_(Partner.tenant_id == model.tenant_id, Partner.id == model.partner_id))
        .outerjoin(Person, and_(Person.tenant_id == model.tenant_id, Person.id == model.person_id))
        .outerjoin(deal, known_deal)
        .where(
            reach(ACTIVITY), wanted, model.owner_id == context.actor().id, model.starts_at > clock.now() - BACK
        )
        .order_by(model.starts_at.desc(), model.id)
        .limit(MOST)
    )  # fmt: skip
    return session.execute(found).all()[::-1]
