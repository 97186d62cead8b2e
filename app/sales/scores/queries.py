"""What scores are made from: open activities and opportunities only, for everybody sees the score."""

import datetime as dt

from sqlalchemy import and_, case, func, or_, select

from app.kernel import clock
from app.kernel.clock import JST
from app.kernel.db import session
from app.platform.settings import value_of
from app.records.kit.model import ARCHIVED
from app.sales.activities.model import RESULT, Activity
from app.sales.opportunities.model import Opportunity
from app.sales.persons.model import Person
from app.sales.phases.model import OPEN
from app.sales.scores.model import PersonScore
from app.sales.scores.points import PARTS, Facts, ranks

RECENT = dt.timedelta(days=90)


def weights():
    """Most points by part, and the half-life, as the company set them."""
    return {name: value_of(f"sales.score_{name}") for name in (*PARTS, "half_life")}


def facts():
    """`{person: Facts}` of all persons that are not archived."""
    amounts, today = ranks(dict(session.execute(_amounts()).all())), clock.today()
    touched = {row.person_id: row for row in session.execute(_touched())}
    found = {}
    for one, role in session.execute(select(Person.id, Person.role).where(Person.state != ARCHIVED)):
        row = touched.get(one)
        found[one] = Facts(
            days=(today - row.last.astimezone(JST).date()).days if row else None,
            count=row.count if row else 0,
            role=role,
            rank=amounts.get(one, 0.0),
            colleagues=row.colleagues if row else 0,
        )
    return found


def score_of(person_id):
    """The PersonScore, or None before the first night."""
    return session.scalars(select(PersonScore).where(PersonScore.person_id == person_id)).one_or_none()


def _amounts():
    return (
        select(Opportunity.person_id, func.sum(Opportunity.amount))
        .where(
            Opportunity.person_id.is_not(None), Opportunity.standing == OPEN,
            Opportunity.state != ARCHIVED, ~Opportunity.restricted,
        )
        .group_by(Opportunity.person_id)
    )  # fmt: skip


def _touched():
    now = clock.now()
    deal = and_(Opportunity.tenant_id == Activity.tenant_id, Opportunity.id == Activity.opportunity_id)
    return (
        select(
            Activity.person_id,
            func.max(Activity.starts_at).label("last"),
            func.count(case((Activity.starts_at > now - RECENT, 1))).label("count"),
            func.count(Activity.owner_id.distinct()).label("colleagues"),
        )
        .outerjoin(Opportunity, deal)
        .where(
            Activity.person_id.is_not(None), Activity.standing == RESULT, Activity.state != ARCHIVED,
            ~Activity.restricted, Activity.starts_at <= now,
            or_(Opportunity.id.is_(None), ~Opportunity.restricted),
        )
        .group_by(Activity.person_id)
    )  # fmt: skip
