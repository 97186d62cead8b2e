"""Once a week it is kept how all open opportunities stand."""

import datetime as dt

from sqlalchemy import select

from app.kernel import clock
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.records.kit.model import ARCHIVED
from app.sales.forecasts.model import ForecastSnapshot
from app.sales.opportunities.model import Opportunity
from app.sales.phases.model import OPEN


def take():
    """Keep them, unless it was done this week (from Monday) already. Returns how many."""
    today = clock.today()
    monday = today - dt.timedelta(days=today.weekday())
    if session.scalar(select(ForecastSnapshot.id).where(ForecastSnapshot.taken_on >= monday).limit(1)):
        return 0
    rows = session.execute(
        select(
            Opportunity.id.label("opportunity_id"), Opportunity.phase_id, Opportunity.amount,
            Opportunity.expected_on, Opportunity.forecast,
        ).where(Opportunity.standing == OPEN, Opportunity.state != ARCHIVED)
    )  # fmt: skip
    return copy_in(ForecastSnapshot, [dict(one) for one in rows.mappings()], {"taken_on": today})
