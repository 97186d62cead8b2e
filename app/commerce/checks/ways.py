"""Days on the way between prefectures (ec.md §4.10)."""

from app.masters.addresses.regions import is_island, is_near, number_of
from app.masters.lead_times.reckoning import lead_times

NEAR_DAYS, FAR_DAYS, ISLAND_DAYS = 1, 2, 3


def ways_from(prefecture):
    """A function `(prefecture, postal code) -> days` by the tenant's table, which is read once, here (two statements).

    The days are None when either end is unknown.
    """
    table = lead_times()
    return _between(prefecture, lambda there, code: table.travel(prefecture, code, there).days)


def ways_by_region(prefecture):
    """The same by the starting rule alone, without the database: for labels that belong to nobody's books."""

    def days(there, code):
        if is_island(code):
            return ISLAND_DAYS
        return NEAR_DAYS if is_near(prefecture, there) else FAR_DAYS

    return _between(prefecture, days)


def _between(start, days):
    def ask(goal, postal):
        there = number_of(goal)
        return None if there is None or number_of(start) is None else days(there, postal.replace("-", ""))

    return ask
