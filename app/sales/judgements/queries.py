"""Judgements in force and before, and what a forecast comes to with them."""

from dataclasses import dataclass

from sqlalchemy import Date, and_, case, cast, func, or_, select

from app.access.users.model import User
from app.kernel import context
from app.kernel.db import session
from app.records.lists.queries import narrowed
from app.sales.judgements.model import ForecastJudgement
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import OPEN

COMMIT, OMITTED = "commit", "omitted"


def in_force(at=None):
    """SQL: of the judgements of one thing the one that counted just before the moment `at`; counts now, without one."""
    model = ForecastJudgement
    if at is None:
        return model.replaced_at.is_(None)
    return and_(model.created_at < at, or_(model.replaced_at.is_(None), model.replaced_at >= at))


def of_opportunity():
    """SQL: it is a judgement of the opportunity."""
    model = ForecastJudgement
    return and_(model.tenant_id == Opportunity.tenant_id, model.opportunity_id == Opportunity.id)


def category(said):
    """SQL: the category as judged, else as `said`."""
    return func.coalesce(func.nullif(ForecastJudgement.forecast, ""), said)


IN_FORCE = and_(of_opportunity(), in_force())
"""How an opportunity is joined with the judgement of it."""
CATEGORY = category(Opportunity.forecast)
AMOUNT = case((CATEGORY == OMITTED, 0), else_=func.coalesce(ForecastJudgement.amount, Opportunity.amount))
"""SQL: category and yen of an opportunity as judged, where it is joined with IN_FORCE."""


@dataclass(frozen=True)
class Commit:
    """What a person in a department commits to in a month: as they say, and as judged, opportunity by opportunity."""

    month: object
    owner_id: object
    organisation_id: object
    said: int
    judged: int


def commits(question, first, end):
    """`[Commit]` of the months from `first` to before `end`, of all that the question finds."""
    model = Opportunity
    month = cast(func.date_trunc("month", model.expected_on), Date)
    said = func.sum(case((model.forecast == COMMIT, model.amount), else_=0))
    judged = func.sum(case((CATEGORY == COMMIT, AMOUNT), else_=0))
    found = (
        select(month, model.owner_id, model.organisation_id, said, judged)
        .outerjoin(ForecastJudgement, IN_FORCE)
        .where(model.standing == OPEN, model.expected_on >= first, model.expected_on < end)
        .where(or_(model.forecast == COMMIT, CATEGORY == COMMIT))
        .group_by(month, model.owner_id, model.organisation_id)
    )
    rows = session.execute(narrowed(OPPORTUNITY, question, found))
    return [Commit(one, owner, place, int(yen), int(made)) for one, owner, place, yen, made in rows]


def divides(question):
    """Whether the question asks for more than a scope: a judgement of a month cannot be divided."""
    return bool(question.q or question.asked or question.ids)


def of_months(question, first, end, at=None):
    """`[(month, owner, their department, yen)]`: what is judged of whole months of people within the question's scope,
    or was just before the moment `at`.

    None of a question that divides them.
    """
    model, who, scope = ForecastJudgement, context.actor(), question.chosen.get("scope", "")
    if divides(question):
        return []
    within = {
        "own": model.owner_id == who.id,
        "department": User.organisation_id == who.organisation_id,
        "below": User.organisation_id.in_(who.organisation_ids),
    }
    found = (
        select(model.month, model.owner_id, User.organisation_id, model.amount)
        .join(User, and_(User.tenant_id == model.tenant_id, User.id == model.owner_id))
        .where(in_force(at), model.amount.is_not(None), model.month >= first, model.month < end)
        .order_by(model.month, model.owner_id)
    )
    return session.execute(found.where(within[scope]) if scope in within else found).all()


def judged_commits(question, first, end):
    """`[Commit]`, where what was judged of somebody's month stands instead of their opportunities of that month.

    It is counted in their own department, so that the sums of people, departments and months are one.
    """
    whole = {(month, owner): (place, yen) for month, owner, place, yen in of_months(question, first, end)}
    found = []
    for one in commits(question, first, end):
        over = (one.month, one.owner_id) in whole
        found.append(
            Commit(one.month, one.owner_id, one.organisation_id, one.said, 0 if over else one.judged)
        )
    return found + [Commit(month, owner, place, 0, yen) for (month, owner), (place, yen) in whole.items()]


def history_of(opportunity_id):
    """The judgements of an opportunity, the one in force first."""
    return session.scalars(_latest_first().where(ForecastJudgement.opportunity_id == opportunity_id)).all()


def history_of_months(owner_id, first, end):
    """`{month: [judgement]}` of a person, the one in force first."""
    model, found = ForecastJudgement, {}
    within = (model.owner_id == owner_id, model.month >= first, model.month < end)
    for one in session.scalars(_latest_first().where(*within)):
        found.setdefault(one.month, []).append(one)
    return found


def _latest_first():
    model = ForecastJudgement
    return select(model).order_by(
        model.replaced_at.desc().nulls_first(), model.created_at.desc(), model.id.desc()
    )
