"""Months of a sale and how an amount is spread over them (期間按分). Pure; months are written `2026-12`."""

import datetime as dt

MOST_MONTHS = 60


def months_from(first, last):
    """The months from the one of day `first` to that of day `last`, both included; none when they are the wrong way."""
    count = last.year * 12 + last.month - first.year * 12 - first.month + 1
    return [month_of(first.year * 12 + first.month - 1 + place) for place in range(count)]


def spread(amount, months):
    """`{month: yen}`: the same in each, what is left over in the last one."""
    if not months:
        return {}
    share = amount // len(months)
    return dict.fromkeys(months[:-1], share) | {months[-1]: amount - share * (len(months) - 1)}


def month_of(place):
    """The month with that number since the year 0."""
    return f"{place // 12:04d}-{place % 12 + 1:02d}"


def first_day(month):
    """The first day of a month."""
    return dt.date(int(month[:4]), int(month[5:]), 1)
