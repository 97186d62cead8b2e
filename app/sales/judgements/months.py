"""Months as forecasts count them: by their first days. Pure."""

import datetime as dt

MONTHS = 12


def later(day, months):
    """The first day of the month that many months on."""
    place = day.year * 12 + day.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)


def months_of(first):
    """First days of the twelve months from `first`."""
    return [later(first, number) for number in range(MONTHS)]
