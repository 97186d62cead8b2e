"""What a judgement of somebody's whole month adds to what their opportunities of that month come to."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Date, and_, cast, func, select

from app.kernel import clock
from app.kernel.db import session
from app.records.lists.queries import narrowed
from app.sales.forecasts.comparing import Part
from app.sales.forecasts.model import ForecastSnapshot
from app.sales.judgements.model import ForecastJudgement
from app.sales.judgements.queries import COMMIT, category, commits, in_force, of_months, of_opportunity
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import OPEN


@dataclass(frozen=True)
class Adjusted:
    """A person's month: `said` is what their opportunities commit to (as judged), `judged` what is made of it."""

    said: int
    judged: int

    @property
    def added(self):
        """What the judgement of the month brings; less than zero: takes away."""
        return self.judged - self.said


def adjusted(question, day, first, end):
    """`{(month, owner): Adjusted}` of the months judged when the day of a snapshot began; now, where `day` is None."""
    at = None if day is None else dt.datetime.combine(day, dt.time(), clock.JST)
    judged = {(month, owner): int(yen) for month, owner, _place, yen in of_months(question, first, end, at)}
    if not judged:
        return {}
    rows = commits(question, first, end) if day is None else _commits_of(question, day, at, first, end)
    said = {}
    for one in rows:
        said[one.month, one.owner_id] = said.get((one.month, one.owner_id), 0) + int(one.judged)
    return {key: Adjusted(said.get(key, 0), yen) for key, yen in judged.items()}


def _commits_of(question, day, at, first, end):
    """Rows `(month, owner_id, judged)` of a snapshot."""
    model, kept = Opportunity, ForecastSnapshot
    month = cast(func.date_trunc("month", kept.expected_on), Date)
    found = (
        select(
            month.label("month"),
            model.owner_id,
            func.sum(func.coalesce(kept.judged, kept.amount)).label("judged"),
        )
        .join(kept, and_(kept.tenant_id == model.tenant_id, kept.opportunity_id == model.id))
        .outerjoin(ForecastJudgement, and_(of_opportunity(), in_force(at)))
        .where(kept.taken_on == day, kept.standing == OPEN, kept.expected_on >= first, kept.expected_on < end)
        .where(category(kept.forecast) == COMMIT)
        .group_by(month, model.owner_id)
    )
    return session.execute(narrowed(OPPORTUNITY, question, found))


def with_months(parts, before, after):
    """`parts` (`comparing.compared`) with `{key: Adjusted}` before and after: another part before the last, and all of
    them still come to the end.
    """
    start, end = sum(one.added for one in before.values()), sum(one.added for one in after.values())
    parts["start"].yen += start
    last = parts.pop("end")
    last.yen += end
    return parts | {"months": Part("months", end - start), "end": last}
