"""Business days of Japanese banks: weekdays that are no holiday, and not 31 December to 3 January."""

from datetime import date, timedelta
from functools import lru_cache

import jpholiday

_DAY = timedelta(days=1)
_YEAR_END = {(12, 31), (1, 1), (1, 2), (1, 3)}  # 銀行法施行令 第5条


@lru_cache(maxsize=4096)
def is_business_day(day: date) -> bool:
    """Tell whether banks are open, so that money can move."""
    if day.weekday() >= 5 or (day.month, day.day) in _YEAR_END:
        return False
    return not jpholiday.is_holiday(day)


def on_or_after(day: date) -> date:
    """Return the day itself or the next business day (翌営業日)."""
    while not is_business_day(day):
        day += _DAY
    return day


def on_or_before(day: date) -> date:
    """Return the day itself or the business day before it (前営業日)."""
    while not is_business_day(day):
        day -= _DAY
    return day


def add_business_days(day: date, count: int) -> date:
    """Return the ``count``-th business day after ``day`` (before it when negative); 0 is the day itself."""
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day):
            day += step
    return day
