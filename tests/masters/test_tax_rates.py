from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Rejected
from app.kernel.money import TaxLine, deductible, tax_per_rate
from app.masters.taxes.rates import (
    TAX_RATES,
    deductible_share,
    money_rates,
    purchase_class,
    tax_rate,
    tax_rates,
)

pytestmark = pytest.mark.usefixtures("in_english")

NOW = date(2026, 11, 21)


def test_the_codes_of_today():
    assert {code: (row.percent, row.category) for code, row in tax_rates(NOW).items()} == {
        "10": (10, "standard"),
        "8R": (8, "reduced"),
        "EX": (0, "exempt"),
        "OUT": (0, "out_of_scope"),
        "ZERO": (0, "zero"),
    }


def test_a_rate_holds_from_its_first_day_to_its_last():
    assert tax_rate("8", date(2019, 9, 30)).percent == 8
    assert tax_rate("10", date(2019, 10, 1)).percent == 10
    for code, on in (("10", date(2019, 9, 30)), ("8", date(2019, 10, 1)), ("12", NOW)):
        with pytest.raises(Rejected) as refusal:
            tax_rate(code, on)
        assert refusal.value.values == {"code": code, "on": on}


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_a_code_means_one_thing_on_one_day(on):
    held = [row.code for row in TAX_RATES if row.covers(on)]
    assert len(held) == len(set(held))


@pytest.mark.parametrize(
    "first, share",
    [
        (date(2023, 10, 1), 80),
        (date(2026, 10, 1), 70),
        (date(2028, 10, 1), 50),
        (date(2030, 10, 1), 30),
        (date(2031, 10, 1), 0),
    ],
)
def test_the_deductible_share_switches_on_the_day_of_the_transaction(first, share):
    before = {80: 100, 70: 80, 50: 70, 30: 50, 0: 30}[share]
    assert deductible_share(first, registered=False) == share
    assert deductible_share(first - timedelta(days=1), registered=False) == before
    assert deductible_share(first, registered=True) == 100


def test_an_invoice_over_the_switch_is_deducted_line_by_line_by_date():
    # Delivered on 30 September and 1 October, invoiced together: 80% and 70%, whatever the invoice's date.
    shares = [deductible_share(date(2026, 9, 30) + timedelta(days=i), registered=False) for i in (0, 1)]
    assert [deductible(110_000, Decimal(10), share).deductible for share in shares] == [8_000, 7_000]


@pytest.mark.parametrize(
    "code, on, registered, wanted",
    [
        ("10", NOW, True, "P10Q"),
        ("8R", NOW, True, "P8RQ"),
        ("10", NOW, False, "P10N70"),
        ("8R", date(2026, 9, 30), False, "P8RN80"),
        ("10", date(2032, 1, 1), False, "P10N0"),
        ("EX", NOW, False, "PEX"),
        ("OUT", NOW, True, "POUT"),
        ("ZERO", NOW, True, "POUT"),
    ],
)
def test_bookkeeping_classes_of_purchases(code, on, registered, wanted):
    assert purchase_class(code, on, registered=registered) == wanted


def test_rates_feed_the_arithmetic_of_a_document():
    document = tax_per_rate([TaxLine("10", 315), TaxLine("8R", 1000), TaxLine("EX", 50)], money_rates(NOW))
    assert [(row.tax_code, row.tax) for row in document.rows] == [("10", 31), ("8R", 80), ("EX", 0)]
