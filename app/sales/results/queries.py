"""What a salesperson chooses from when logging: today's plans, the accounts last visited, what is open there."""

import datetime as dt

from sqlalchemy import and_, func, or_, select

from app.kernel import clock, context
from app.kernel.clock import JST
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.records.kit.queries import every, reach
from app.sales.activities.model import PLAN, RESULT, Activity
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.persons.model import Person

RECENT = 6
SHOWN = 50
_ACCOUNT = and_(Partner.tenant_id == Activity.tenant_id, Partner.id == Activity.partner_id)


def plans_due():
    """The actor's plans up to the end of today that have no result yet, the oldest first: rows with `partner`."""
    tomorrow = dt.datetime.combine(clock.today() + dt.timedelta(days=1), dt.time(), JST)
    found = (
        select(Activity.id, Activity.name, Activity.starts_at, Partner.name.label("partner"))
        .outerjoin(Partner, _ACCOUNT)
        .where(
            reach(ACTIVITY), Activity.owner_id == context.actor().id, Activity.standing == PLAN,
            Activity.state == "active", Activity.starts_at < tomorrow,
        )
        .order_by(Activity.starts_at.desc(), Activity.id)
        .limit(RECENT)
    )  # fmt: skip
    return session.execute(found).all()[::-1]


def recent_accounts():
    """`(id, name)` of the accounts the actor was at last, the latest first."""
    last = func.max(Activity.starts_at)
    found = (
        select(Partner.id, Partner.name)
        .join(Activity, _ACCOUNT)
        .where(
            Activity.owner_id == context.actor().id, Activity.standing == RESULT,
            Activity.starts_at > clock.now() - dt.timedelta(days=90),
        )
        .group_by(Partner.id, Partner.name)
        .order_by(last.desc())
        .limit(RECENT)
    )  # fmt: skip
    return session.execute(found).all()


def persons_at(partner_id):
    """`(id, name, title)` of the people there, those met last first."""
    met = (
        select(func.max(Activity.starts_at))
        .where(Activity.tenant_id == Person.tenant_id, Activity.person_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )
    found = (
        select(Person.id, Person.name, Person.title)
        .where(Person.partner_id == partner_id, Person.state == "active")
        .order_by(met.desc().nulls_last(), Person.kana, Person.id)
        .limit(SHOWN)
    )
    return session.execute(found).all()


def deals_at(partner_id, named=None):
    """Open opportunities there that the actor may know of, the nearest first; `named` (an id) also when closed."""
    return session.scalars(
        select(Opportunity)
        .where(
            reach(OPPORTUNITY),
            Opportunity.partner_id == partner_id,
            or_(and_(Opportunity.standing == "open", Opportunity.state == "active"), Opportunity.id == named),
        )
        .order_by(Opportunity.expected_on, Opportunity.id)
        .limit(SHOWN)
    ).all()


def held_deals():
    """Select of the opportunities that the actor may know of; the one that is read stays locked, for it is changed."""
    return every(OPPORTUNITY).with_for_update(of=Opportunity)
