"""Counts of customers follow their slips."""

from app.commerce.purchases.counting import count_again, customers_of
from app.commerce.slips.statuses import CANCELLED
from app.kernel.events import subscribe


@subscribe("slips.moved")
def _counts_follow(moved, why):
    """Cancelled orders leave the counts, reopened ones come back."""
    concerned = [one for one, before, to in moved if CANCELLED in (before, to)]
    if concerned:
        count_again(customers_of(concerned))
