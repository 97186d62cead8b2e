"""Worked examples: procurement.md sections 6.4 and 6.5."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import (
    Basis,
    InputTax,
    Rate,
    Rounding,
    TaxLine,
    TaxSummary,
    deductible,
    line_amount,
    spread,
    tax_per_rate,
)

TEN, EIGHT, NONE = Decimal(10), Decimal(8), Decimal(0)
RATES = {"10": Rate(TEN, "standard"), "8R": Rate(EIGHT, "reduced"), "OUT": Rate(NONE, "out_of_scope")}

AMOUNTS = st.integers(-(10**9), 10**9)
LINES = st.lists(st.builds(TaxLine, st.sampled_from(list(RATES)), AMOUNTS), max_size=12)


def lines(code, *amounts):
    return [TaxLine(code, amount) for amount in amounts]


@pytest.mark.parametrize(
    "rounding, amount, yen",
    [
        (Rounding.FLOOR, "31.5", 31),
        (Rounding.HALF_UP, "31.5", 32),
        (Rounding.HALF_UP, "31.49", 31),
        (Rounding.CEIL, "31.01", 32),
        (Rounding.CEIL, "31", 31),
        (Rounding.FLOOR, "-31.5", -31),
        (Rounding.HALF_UP, "-31.5", -32),
        (Rounding.CEIL, "-31.01", -32),
    ],
)
def test_rounding_works_on_the_size_and_then_signs(rounding, amount, yen):
    assert rounding.yen(Decimal(amount)) == yen


def test_a_line_is_rounded_to_whole_yen():
    assert line_amount(Decimal("2.5"), Decimal("33.3333")) == 83
    assert line_amount(Decimal("-2.5"), Decimal("33.3333")) == -83
    assert line_amount(Decimal("0.1"), Decimal("0.3"), Rounding.CEIL) == 1


def test_tax_is_rounded_once_per_rate_and_never_per_line():
    document = tax_per_rate(lines("10", 105, 105, 105), RATES)
    assert document.rows == (TaxSummary("10", TEN, "standard", 315, 31),)
    assert document.total == 346


def test_the_reduced_rate_of_a_thousand_yen_is_eighty():
    assert tax_per_rate(lines("8R", 333, 333, 334), RATES).tax == 80


def test_mixed_rates_each_have_their_rounding():
    document = tax_per_rate(
        lines("10", 105, 105, 105) + lines("8R", 333, 333, 334) + lines("OUT", 500), RATES
    )
    assert [(row.tax_code, row.taxable, row.tax) for row in document.rows] == [
        ("10", 315, 31),
        ("8R", 1000, 80),
        ("OUT", 500, 0),
    ]
    assert (document.taxable, document.tax, document.total) == (1815, 111, 1926)


def test_tax_inside_the_price_is_a_share_of_it():
    document = tax_per_rate(lines("10", 1100) + lines("8R", 108, 107), RATES, basis=Basis.INCLUSIVE)
    assert [(row.taxable, row.tax) for row in document.rows] == [(1000, 100), (200, 15)]
    assert document.total == 1315


def test_a_rate_under_two_codes_is_still_rounded_once():
    rates = {"10": Rate(TEN, "standard"), "IMP10": Rate(TEN, "standard")}
    document = tax_per_rate([TaxLine("10", 105), TaxLine("IMP10", 210)], rates)
    assert [row.tax for row in document.rows] == [10, 21]
    assert document.tax == 31


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        tax_per_rate(lines("12", 100), RATES)


def test_a_document_without_lines_has_no_tax():
    assert tax_per_rate([], RATES).total == 0


@given(LINES, st.sampled_from(Rounding), st.sampled_from(Basis))
def test_a_document_and_its_reversal_cancel_exactly(document, rounding, basis):
    reversal = [TaxLine(line.tax_code, -line.amount) for line in document]
    there, back = (tax_per_rate(side, RATES, rounding, basis) for side in (document, reversal))
    assert [(row.taxable, row.tax) for row in back.rows] == [(-row.taxable, -row.tax) for row in there.rows]


@given(LINES, st.sampled_from(Rounding), st.sampled_from(Basis))
def test_the_total_of_a_document_adds_up(document, rounding, basis):
    result = tax_per_rate(document, RATES, rounding, basis)
    amounts = sum(line.amount for line in document)
    assert (result.taxable if basis is Basis.EXCLUSIVE else result.total) == amounts


@given(LINES, st.randoms())
def test_the_order_of_lines_does_not_change_the_tax(document, random):
    shuffled = random.sample(document, len(document))
    assert tax_per_rate(shuffled, RATES).tax == tax_per_rate(document, RATES).tax


def test_shares_follow_the_largest_remainder():
    assert spread(31, [105, 105, 105]) == [11, 10, 10]
    assert spread(100, [1, 2]) == [33, 67]
    assert spread(500, [3960, 880]) == [409, 91]  # the coupon of ec.md section 6.3
    assert spread(300, [3960, 1540]) == [216, 84]  # and its points


def test_what_cannot_be_weighed_goes_to_the_largest():
    assert spread(7, [0, 0]) == [7, 0]
    assert spread(7, [-5, 5, 0]) == [7, 0, 0]


def test_sharing_among_nobody_is_refused():
    assert spread(0, []) == []
    with pytest.raises(ValueError, match="There is nothing to share the amount among."):
        spread(1, [])


@given(st.integers(-(10**12), 10**12), st.lists(AMOUNTS, min_size=1, max_size=10))
def test_shares_add_up_and_cancel(total, weights):
    shares = spread(total, weights)
    assert sum(shares) == total
    assert spread(-total, weights) == [-share for share in shares]


@given(LINES.filter(bool))
def test_the_taxes_of_the_journal_lines_add_up_to_the_document(document):
    for row in tax_per_rate(document, RATES).rows:
        amounts = [line.amount for line in document if line.tax_code == row.tax_code]
        assert sum(spread(row.tax, amounts)) == row.tax


@pytest.mark.parametrize(
    "share, tax, expense", [(80, 8000, 102000), (70, 7000, 103000), (50, 5000, 105000), (0, 0, 110000)]
)
def test_purchases_without_registration_are_deducted_in_part(share, tax, expense):
    assert deductible(110_000, TEN, Decimal(share)) == InputTax(tax, expense)


def test_the_deductible_share_is_rounded_once_at_the_end():
    # 1,001 × 10/110 = 91, × 70% = 63.7; rounding 9.09… first would lose nothing here, 999 shows it:
    # 999 × 10/110 × 70% = 63.57 → 63, while floor(90.81) × 70% = 63.0.
    assert deductible(1_001, TEN, Decimal(70)) == InputTax(63, 938)
    # 1,099 × 8/108 × 50% = 40.703 → 40; two steps give floor(81.4) = 81 × 50% = 40.5 → 40.
    assert deductible(1_099, EIGHT, Decimal(50)) == InputTax(40, 1_059)
    # 1,199 × 10/110 × 80% = 87.2 → 87, in two steps floor(109) × 80% = 87.2; 1,198: 87.127 → 87 against 86.4.
    assert deductible(1_198, TEN, Decimal(80)) == InputTax(87, 1_111)


@given(AMOUNTS, st.sampled_from([0, 30, 50, 70, 80, 100]))
def test_a_deduction_and_its_reversal_cancel(amount, share):
    there, back = (deductible(sign * amount, TEN, Decimal(share)) for sign in (1, -1))
    assert (there.deductible + back.deductible, there.expense + back.expense) == (0, 0)
    assert there.deductible + there.expense == amount
