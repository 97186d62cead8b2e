"""The books, as plain values: balanced, and the tax is the document's to the yen."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.money import Rounding, TaxLine, tax_per_rate
from app.masters.taxes.rates import deductible_share, money_rates, purchase_class
from app.procurement.journals.adjusting import difference
from app.procurement.journals.booking import Books, Group, Purchase, accrual, charged, reversal

PAYABLE = {"511": "311"}
DAY = date(2026, 11, 20)


def books(inclusive=False, rounding=Rounding.FLOOR):
    return Books("185", lambda code: PAYABLE.get(code, "312"), inclusive, rounding)


def booked(*purchases, inclusive=False, registered=True, on=DAY, rounding=Rounding.FLOOR):
    rows = [Purchase(amount, code, on, account) for amount, code, account in purchases]
    return accrual(rows, books(inclusive, rounding), lambda day: registered)


def told(lines):
    return [(line.side, line.account, line.amount, line.tax_class, line.tax_amount) for line in lines]


def balance(lines):
    return sum(line.amount if line.side == "debit" else -line.amount for line in lines)


def test_goods_and_office_supplies_of_two_rates():
    assert told(booked((105, "10", "511"), (105, "10", "511"), (105, "10", "611"), (1000, "8R", "511"))) == [
        ("debit", "511", 105, "P10Q", 11),
        ("debit", "511", 105, "P10Q", 10),
        ("debit", "611", 105, "P10Q", 10),
        ("debit", "511", 1000, "P8RQ", 80),
        ("debit", "185", 31, "P10Q", None),
        ("debit", "185", 80, "P8RQ", None),
        ("credit", "311", 1311, "POUT", None),
        ("credit", "312", 115, "POUT", None),
    ]


def test_books_with_the_tax_inside_the_expense():
    assert told(booked((100_000, "10", "611"), inclusive=True)) == [
        ("debit", "611", 110_000, "P10Q", 10_000),
        ("credit", "312", 110_000, "POUT", None),
    ]


@pytest.mark.parametrize("on, share, tax", [(date(2026, 9, 30), 80, 8000), (date(2026, 10, 1), 70, 7000)])
def test_the_transitional_share_changes_by_the_day_of_the_transaction(on, share, tax):
    assert told(booked((100_000, "10", "611"), registered=False, on=on)) == [
        ("debit", "611", 110_000 - tax, f"P10N{share}", tax),
        ("debit", "185", tax, f"P10N{share}", None),
        ("credit", "312", 110_000, "POUT", None),
    ]


def test_what_bears_no_tax_has_no_tax():
    assert told(booked((500, "EX", "611"), (200, "OUT", "611"))) == [
        ("debit", "611", 500, "PEX", None),
        ("debit", "611", 200, "POUT", None),
        ("credit", "312", 700, "POUT", None),
    ]


def test_nothing_for_nothing():
    assert booked((0, "10", "511")) == []


PURCHASES = st.lists(
    st.tuples(
        st.integers(0, 10**9),
        st.sampled_from(["10", "8R", "EX", "OUT"]),
        st.sampled_from(["511", "611", "152"]),
    ),
    min_size=1,
    max_size=12,
)
DAYS = st.sampled_from([date(2025, 1, 6), date(2026, 9, 30), date(2026, 10, 1), date(2029, 4, 1)])
ROUNDINGS = st.sampled_from(list(Rounding))


@settings(max_examples=150, deadline=None)
@given(PURCHASES, DAYS, st.booleans(), st.booleans(), ROUNDINGS)
def test_every_voucher_balances_and_its_reversal_cancels_it(rows, on, registered, inclusive, rounding):
    lines = booked(*rows, inclusive=inclusive, registered=registered, on=on, rounding=rounding)
    assert balance(lines) == 0
    assert balance(reversal(lines)) == 0
    assert [a.amount + b.amount for a, b in zip(lines, reversal(lines), strict=True)] == [0] * len(lines)
    if not inclusive:
        taxes = sum(line.tax_amount or 0 for line in lines if line.role == "expense")
        assert sum(line.amount for line in lines if line.role == "tax") == taxes


@settings(max_examples=150, deadline=None)
@given(st.lists(PURCHASES, min_size=1, max_size=5), st.booleans(), st.booleans(), ROUNDINGS, ROUNDINGS)
def test_after_the_invoice_the_taxes_of_the_books_are_the_documents(
    acceptances, registered, inclusive, ours, theirs
):
    """Whatever the acceptances rounded one by one, and however the supplier rounds."""
    kept, all_lines, all_rows = books(inclusive, ours), [], []
    accrued = []
    for rows in acceptances:
        purchases = [
            Purchase(a, code, DAY, account, memo=str(i)) for i, (a, code, account) in enumerate(rows)
        ]
        lines = accrual(purchases, kept, lambda day: registered)
        all_lines += lines
        all_rows += purchases
        nets = {one.memo: one for one in purchases}
        for line in lines:
            if line.role == "expense":
                one = nets[line.memo]
                name = purchase_class(one.tax_code, DAY, registered=registered)
                accrued.append((line, Group(name, one.tax_code, DAY, registered, []), one.amount))
    rows = tax_per_rate([TaxLine(o.tax_code, o.amount) for o in all_rows], money_rates(DAY), theirs).rows
    adjustment = difference(accrued, {row.tax_code: row.tax for row in rows}, kept)
    assert balance(adjustment) == 0
    whole = all_lines + adjustment
    owed = sum(line.amount for line in whole if line.role == "payable")
    assert owed == sum(row.total for row in rows)
    found = defaultdict(int)
    for line in whole:
        if line.role == ("expense" if inclusive else "tax"):
            found[line.tax_class] += (line.tax_amount or 0) if inclusive else line.amount
    for row in rows:
        name = purchase_class(row.tax_code, DAY, registered=registered)
        share = deductible_share(DAY, registered=registered)
        expected = (
            row.tax if registered else min(row.tax, row.total * row.rate * share // (100 * (100 + row.rate)))
        )
        assert found[name] == expected, name


@given(PURCHASES, ROUNDINGS)
def test_the_tax_of_the_lines_is_the_tax_of_the_rate(rows, rounding):
    purchases = [Purchase(amount, code, DAY, account) for amount, code, account in rows]
    lines = [TaxLine(one.tax_code, one.amount) for one in purchases]
    assert sum(charged(purchases, rounding)) == tax_per_rate(lines, money_rates(DAY), rounding).tax
