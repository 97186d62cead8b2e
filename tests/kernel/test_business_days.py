from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.business_days import add_business_days, is_business_day, on_or_after, on_or_before

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "day, open_",
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 23), False),  # 勤労感謝の日
        (date(2026, 9, 22), False),  # 国民の休日 between two holidays
        (date(2026, 12, 30), True),
        (date(2026, 12, 31), False),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
        (date(2027, 3, 22), False),  # 振替休日
    ],
)
def test_days_on_which_banks_are_open(day, open_):
    assert is_business_day(day) is open_


def test_a_closed_day_moves_to_its_neighbours():
    assert on_or_after(date(2026, 12, 31)) == date(2027, 1, 4)
    assert on_or_before(date(2027, 1, 3)) == date(2026, 12, 30)
    assert on_or_after(date(2026, 11, 20)) == on_or_before(date(2026, 11, 20)) == date(2026, 11, 20)


def test_counting_business_days_skips_closed_ones():
    assert add_business_days(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert add_business_days(date(2026, 11, 24), -1) == date(2026, 11, 20)
    assert add_business_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


@settings(deadline=None)  # the holidays of a year are worked out with its first day, slowly on a busy machine
@given(DAYS)
def test_moved_days_are_open_and_nothing_open_lies_between(day):
    after, before = on_or_after(day), on_or_before(day)
    assert is_business_day(after)
    assert is_business_day(before)
    assert not any(is_business_day(day + timedelta(i)) for i in range((after - day).days))
    assert not any(is_business_day(day - timedelta(i)) for i in range((day - before).days))
