"""The activities of a week, within the reach of whoever asks."""

import datetime as dt

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from app.access.users.model import User
from app.kernel import clock
from app.kernel.clock import JST
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.records.kit.queries import reach
from app.records.lists.queries import narrowed
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.model import Opportunity
from app.sales.persons.model import Person

MOST = 500
"""So many activities are drawn; more are in the list."""


def by_day(week):
    """`({day: rows}, whether some are left out)`: rows with `partner`, `person`, `opportunity`, `owner`."""
    model, (first, last) = Activity, week.moments
    deal = aliased(Opportunity)  # the reach of activities asks for opportunities of its own
    found = (
        select(
            model.id, model.name, model.standing, model.kind, model.starts_at, model.ends_at, model.reaction,
            model.content, model.purpose, Partner.name.label("partner"), Person.name.label("person"),
            deal.name.label("opportunity"), User.name.label("owner"), model.owner_id,
        )
        .outerjoin(Partner, and_(Partner.tenant_id == model.tenant_id, Partner.id == model.partner_id))
        .outerjoin(Person, and_(Person.tenant_id == model.tenant_id, Person.id == model.person_id))
        .outerjoin(deal, and_(deal.tenant_id == model.tenant_id, deal.id == model.opportunity_id))
        .outerjoin(User, and_(User.tenant_id == model.tenant_id, User.id == model.owner_id))
        .where(model.starts_at >= first, model.starts_at < last)
        .order_by(model.starts_at, model.id)
        .limit(MOST + 1)
    )  # fmt: skip
    rows = session.execute(narrowed(ACTIVITY, week.question, found)).all()
    days = {day: [] for day in week.days}
    for row in rows[:MOST]:
        days[row.starts_at.astimezone(JST).date()].append(row)
    return days, len(rows) > MOST


def colleagues():
    """`(id, name)` of those who had activities in the last half year, by reading."""
    lately = select(Activity.owner_id).where(
        reach(ACTIVITY), Activity.starts_at > clock.now() - dt.timedelta(days=183)
    )
    found = select(User.id, User.name).where(User.id.in_(lately)).order_by(User.kana, User.name, User.id)
    return session.execute(found).all()
