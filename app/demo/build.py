"""Builds the demonstration: companies, masters, then the history, oldest first."""

import datetime as dt

from app.access.users.queries import actor_of
from app.demo import (
    cases,
    companies,
    exhibiting,
    forecasting,
    importing,
    masters,
    prospecting,
    selling,
    settling,
    sharing,
    stocking,
    turning_over,
    working_together,
)
from app.kernel import tenancy
from app.kernel.clock import JST, frozen, today
from app.kernel.context import acting_as
from app.kernel.db import session

MONTHS = 18


def everything():
    """Make the whole demonstration in an empty installation. Commits as it goes."""
    opening = dt.datetime.combine(_first_day(today()), dt.time(8, 30), JST)
    with frozen(opening):
        known = companies.found_all()
        _enter_masters(known)
    cases.play(known, opening.date(), today())
    stocking.play(known, opening.date(), today())
    selling.play(known, today())
    prospecting.play(known, today())
    exhibiting.play(known, today())
    working_together.play(known, today())
    forecasting.play(known, today())
    turning_over.play(known, today())
    sharing.play(known, today())
    importing.play(known, today())
    settling.settle()


def _first_day(day):
    """The first of the month eighteen months ago."""
    months = day.year * 12 + day.month - 1 - MONTHS
    return dt.date(months // 12, months % 12 + 1, 1)


def _enter_masters(known):
    tenant_id, user_id = known["kato"]
    tenancy.enter(tenant_id)
    with acting_as(actor_of(user_id)):
        masters.enter_all()
    session.commit()
    session.expunge_all()
    tenancy.enter(None)
