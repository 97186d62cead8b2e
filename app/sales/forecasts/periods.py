"""Stretches of months a forecast looks at. Pure; `end` is the first day after."""

import datetime as dt

from app.kernel.i18n import _l
from app.sales.judgements.months import MONTHS, later

STEP = 3
PERIODS = (
    ("quarter", _l("This quarter")),
    ("next", _l("Next quarter")),
    ("month", _l("This month (forecast)")),
    ("year", _l("Twelve months")),
)


def period(name, today):
    """`(first, end)` of a period; an unknown name is this quarter."""
    quarter = later(today, -((today.month - 1) % 3))
    return {
        "month": (later(today, 0), later(today, 1)),
        "next": (later(quarter, 3), later(quarter, 6)),
        "year": (later(today, 0), later(today, MONTHS)),
    }.get(name, (quarter, later(quarter, 3)))


def between(first, end):
    """The days from `first` to the last one before `end`, as a list is asked."""
    return f"{first}..{end - dt.timedelta(days=1)}"
