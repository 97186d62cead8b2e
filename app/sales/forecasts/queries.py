"""What open opportunities should bring, and how they stood before, within the reach of whoever asks."""

from dataclasses import dataclass, field

from sqlalchemy import Date, and_, case, cast, func, or_, select

from app.access.users.model import User
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.records.lists.queries import narrowed
from app.sales.forecasts.ageing import days_there
from app.sales.forecasts.comparing import Stand
from app.sales.forecasts.model import ForecastSnapshot
from app.sales.judgements.model import ForecastJudgement
from app.sales.judgements.months import later
from app.sales.judgements.queries import AMOUNT, IN_FORCE
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import OPEN, WON

COUNTED = ("commit", "best", "pipeline")
KEPT = 60
"""So many snapshots are offered: a year of weeks and some."""


@dataclass
class Sums:
    """Yen by forecast category, the same weighted by the probability of each, what was won, and commit as judged."""

    by: dict = field(default_factory=dict)
    counts: dict = field(default_factory=dict)
    weighted: int = 0
    won: int = 0
    judged: int = 0

    @property
    def open(self):
        """All categories that count."""
        return sum(self.by.values())


def by_month(question, first):
    """`{first day of the month: Sums}` of twelve months; what was expected before and is open still, as None."""
    month = cast(func.date_trunc("month", Opportunity.expected_on), Date)
    closed = cast(func.date_trunc("month", Opportunity.closed_on), Date)
    end = later(first, 12)
    found = {}
    for key, *facts in session.execute(_open(question, month, Opportunity.expected_on < end)):
        _add(found.setdefault(key if key >= first else None, Sums()), *facts)
    for key, yen in session.execute(_won(question, closed, first, end)):
        found.setdefault(key, Sums()).won += yen
    return found


def by_column(question, column, first):
    """`{value: Sums}` of the same twelve months, by owner or department (None: nobody)."""
    end, found = later(first, 12), {}
    within = (Opportunity.expected_on >= first, Opportunity.expected_on < end)
    for key, *facts in session.execute(_open(question, column, *within)):
        _add(found.setdefault(key, Sums()), *facts)
    for key, yen in session.execute(_won(question, column, first, end)):
        found.setdefault(key, Sums()).won += yen
    return found


def _open(question, key, *clauses):
    amount = Opportunity.amount
    found = (
        select(
            key, Opportunity.forecast, func.count(), func.sum(amount),
            func.sum(amount * Opportunity.probability / 100),
        )
        .where(Opportunity.standing == OPEN, Opportunity.forecast.in_(COUNTED), *clauses)
        .group_by(key, Opportunity.forecast)
    )  # fmt: skip
    return narrowed(OPPORTUNITY, question, found)


def _won(question, key, first, end):
    found = (
        select(key, func.sum(Opportunity.amount))
        .where(Opportunity.standing == WON, Opportunity.closed_on >= first, Opportunity.closed_on < end)
        .group_by(key)
    )
    return narrowed(OPPORTUNITY, question, found)


def _add(sums, forecast, count, yen, weighted):
    sums.by[forecast] = sums.by.get(forecast, 0) + int(yen)
    sums.counts[forecast] = sums.counts.get(forecast, 0) + count
    sums.weighted += int(weighted)


def days_kept():
    """Days of the snapshots, the newest first."""
    found = select(ForecastSnapshot.taken_on).distinct().order_by(ForecastSnapshot.taken_on.desc())
    return session.scalars(found.limit(KEPT)).all()


def stands(question, day, since=None, *, judged=False):
    """`{id: Stand}` of the snapshot of a day; of now, where `day` is None, with what is over since the day `since`.

    `judged`: amounts as managers judged them.
    """
    model, kept = Opportunity, ForecastSnapshot
    if day is None:
        ended = case((model.standing != OPEN, model.closed_on))
        amount = case((model.standing == OPEN, AMOUNT), else_=model.amount) if judged else model.amount
        found = select(model.id, amount, func.coalesce(ended, model.expected_on), model.standing)
        found = found.outerjoin(ForecastJudgement, IN_FORCE) if judged else found
        found = found.where(or_(model.standing == OPEN, ended >= since) if since else model.standing == OPEN)
    else:
        amount = func.coalesce(kept.judged, kept.amount) if judged else kept.amount
        found = (
            select(model.id, amount, kept.expected_on, kept.standing)
            .join(kept, and_(kept.tenant_id == model.tenant_id, kept.opportunity_id == model.id))
            .where(kept.taken_on == day)
        )
    rows = session.execute(narrowed(OPPORTUNITY, question, found))
    return {one: Stand(int(amount), *facts) for one, amount, *facts in rows}


def outcomes(question, until):
    """`{id: "won" | "lost"}` of what was over by the day `until`."""
    model = Opportunity
    found = select(model.id, model.standing).where(model.standing != OPEN, model.closed_on <= until)
    return dict(session.execute(narrowed(OPPORTUNITY, question, found)).all())


def rows_of(question, ids):
    """The opportunities among `ids`, the largest first, with `partner` and `owner`, and their days in the phase."""
    model = Opportunity
    found = (
        select(
            model.id, model.name, model.amount, model.expected_on, Partner.name.label("partner"),
            User.name.label("owner"),
            days_there().label("days"),
        )
        .outerjoin(Partner, and_(Partner.tenant_id == model.tenant_id, Partner.id == model.partner_id))
        .outerjoin(User, and_(User.tenant_id == model.tenant_id, User.id == model.owner_id))
        .where(model.id.in_(ids))
        .order_by(model.amount.desc(), model.id)
    )  # fmt: skip
    return session.execute(narrowed(OPPORTUNITY, question, found)).all()
