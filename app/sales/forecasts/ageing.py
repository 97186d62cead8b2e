"""How many days an opportunity is in its phase."""

from sqlalchemy import Integer, case, cast, func, literal

from app.kernel import clock
from app.sales.opportunities.model import Opportunity

BUCKETS = ((7, "0–7"), (14, "8–14"), (30, "15–30"), (60, "31–60"), (None, "61–"))
"""`(the last day that belongs in, words)`."""


def days_there():
    """SQL: whole days since it came into its phase."""
    seconds = func.extract("epoch", literal(clock.now()) - Opportunity.entered_phase_at)
    return cast(func.floor(seconds / 86400), Integer)


def bucket():
    """SQL: the place in BUCKETS."""
    days = days_there()
    upto = [(days <= last, number) for number, (last, _words) in enumerate(BUCKETS) if last is not None]
    return case(*upto, else_=len(BUCKETS) - 1)
