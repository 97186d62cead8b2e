"""procurement.md sections 4.10 and 7.1."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.business_days import is_business_day
from app.kernel.errors import Rejected
from app.masters.partners.terms import HolidayRule, PaymentTerms, must_pay_by

pytestmark = pytest.mark.usefixtures("in_english")

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
TERMS = st.builds(
    PaymentTerms,
    closing_day=st.integers(1, 31),
    months=st.integers(1, 6),
    payment_day=st.integers(1, 31),
    holiday_rule=st.sampled_from(HolidayRule),
)


@pytest.mark.parametrize(
    "terms, received, due",
    [
        (PaymentTerms(), date(2026, 11, 21), date(2026, 12, 30)),  # 31 December: banks are closed
        (PaymentTerms(holiday_rule=HolidayRule.AFTER), date(2026, 11, 21), date(2027, 1, 4)),
        (PaymentTerms(holiday_rule=HolidayRule.KEEP), date(2026, 11, 21), date(2026, 12, 31)),
        (PaymentTerms(20, 1, 20), date(2026, 11, 20), date(2026, 12, 18)),  # the 20th is a Sunday
        (PaymentTerms(20, 1, 20), date(2026, 11, 21), date(2027, 1, 20)),
        (PaymentTerms(15, 0, 31), date(2026, 6, 15), date(2026, 6, 30)),
        (PaymentTerms(31, 1, 31), date(2027, 1, 31), date(2027, 2, 26)),  # 28 February is a Sunday
        (PaymentTerms(31, 2, 10), date(2026, 12, 31), date(2027, 2, 10)),
        (PaymentTerms(30, 1, 31), date(2027, 2, 28), date(2027, 3, 31)),
    ],
)
def test_due_dates(terms, received, due):
    assert terms.due_date(received) == due


@pytest.mark.parametrize(
    "figures, field",
    [
        ((0, 1, 31), "closing_day"),
        ((31, 1, 32), "payment_day"),
        ((20, 13, 20), "months"),
        ((20, 0, 10), "payment_day"),
    ],
)
def test_terms_that_cannot_be_kept_are_refused_at_their_field(figures, field):
    with pytest.raises(Rejected) as refusal:
        PaymentTerms(*figures)
    assert refusal.value.field == field


@given(TERMS, DAYS)
def test_a_period_ends_on_or_after_its_days_and_within_a_month(terms, day):
    closing = terms.closing_date(day)
    assert day <= closing <= day + timedelta(days=31)
    assert terms.closing_date(closing) == closing


@given(TERMS, DAYS)
def test_payment_moves_only_as_the_rule_says(terms, day):
    kept = PaymentTerms(terms.closing_day, terms.months, terms.payment_day, HolidayRule.KEEP).due_date(day)
    due = terms.due_date(day)
    if terms.holiday_rule is HolidayRule.KEEP:
        assert due == kept
    else:
        assert is_business_day(due)
        assert due <= kept if terms.holiday_rule is HolidayRule.BEFORE else due >= kept


def test_the_day_of_receipt_is_day_one_of_sixty():
    assert must_pay_by(date(2026, 11, 21)) == date(2027, 1, 19)


@pytest.mark.parametrize(
    "received, last",
    [
        (date(2026, 7, 1), date(2026, 8, 31)),  # 62 days, yet two months
        (date(2026, 12, 31), date(2027, 2, 28)),  # no 31 February
        (date(2027, 1, 1), date(2027, 3, 1)),  # two months are shorter than 60 days
    ],
)
def test_with_monthly_closing_sixty_days_are_two_months(received, last):
    assert must_pay_by(received, monthly_closing=True) == last


def test_an_agreed_holiday_moves_the_limit_by_two_days_at_most():
    # Day 60 from 3 November 2026 is Friday 1 January 2027; banks open on Monday the 4th: three days,
    # too late.
    assert must_pay_by(date(2026, 11, 3), next_business_day_agreed=True) == date(2027, 1, 1)
    # Day 60 from 23 September 2026 is Saturday 21 November; Monday is a holiday as well.
    assert must_pay_by(date(2026, 9, 23), next_business_day_agreed=True) == date(2026, 11, 21)
    # Day 60 from 30 September 2026 is Saturday 28 November; Monday the 30th is open.
    assert must_pay_by(date(2026, 9, 30), next_business_day_agreed=True) == date(2026, 11, 30)
    assert must_pay_by(date(2026, 9, 30)) == date(2026, 11, 28)
