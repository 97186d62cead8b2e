"""Days on the way between prefectures (ec.md §4.10)."""

from app.masters.addresses.regions import is_island, is_near, number_of

NEAR_DAYS, FAR_DAYS, ISLAND_DAYS = 1, 2, 3


def ways_from(prefecture):
    """A function `(prefecture, postal code) -> days`, None when either end is unknown."""
    start = number_of(prefecture)

    def days(goal, postal):
        if start is None or number_of(goal) is None:
            return None
        if is_island(postal.replace("-", "")):
            return ISLAND_DAYS
        return NEAR_DAYS if is_near(start, goal) else FAR_DAYS

    return days
