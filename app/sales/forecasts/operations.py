"""Once a week it is kept how all open opportunities stand, and what the quarter has won and lost so far."""

import datetime as dt

from sqlalchemy import case, func, or_, select

from app.kernel import clock
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.records.kit.model import ARCHIVED
from app.sales.forecasts.model import ForecastSnapshot
from app.sales.forecasts.periods import period
from app.sales.judgements.model import ForecastJudgement
from app.sales.judgements.queries import AMOUNT, IN_FORCE
from app.sales.opportunities.model import Opportunity
from app.sales.phases.model import OPEN


def take():
    """Keep them, unless it was done this week (from Monday) already. Returns how many."""
    today = clock.today()
    monday = today - dt.timedelta(days=today.weekday())
    if session.scalar(select(ForecastSnapshot.id).where(ForecastSnapshot.taken_on >= monday).limit(1)):
        return 0
    closed = case((Opportunity.standing != OPEN, Opportunity.closed_on))
    rows = session.execute(
        select(
            Opportunity.id.label("opportunity_id"), Opportunity.phase_id, Opportunity.amount,
            func.coalesce(closed, Opportunity.expected_on).label("expected_on"), Opportunity.forecast,
            Opportunity.standing, case((Opportunity.standing == OPEN, AMOUNT)).label("judged"),
        )
        .outerjoin(ForecastJudgement, IN_FORCE)
        .where(or_(Opportunity.standing == OPEN, closed >= period("quarter", today)[0]), Opportunity.state != ARCHIVED)
    )  # fmt: skip
    return copy_in(ForecastSnapshot, [dict(one) for one in rows.mappings()], {"taken_on": today})
