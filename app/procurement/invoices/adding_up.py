"""Whether the tax of an invoice was rounded once per rate (procurement §6.4)."""

from app.kernel.money import Rounding, TaxLine, tax_per_rate
from app.masters.taxes.rates import money_rates


def rounding_of(body, preferred=Rounding.FLOOR):
    """How the issuer rounded the tax of each rate, once; None when no lawful way gives the figures.

    The way of rounding is the issuer's choice (procurement §6.4); `preferred` is tried first.
    """
    return next((one for one in (preferred, *Rounding) if _taxes_fit(body, one)), None)


def _taxes_fit(body, rounding):
    lines = [TaxLine(line.tax_code, line.amount) for line in body.lines]
    rates = money_rates(max(line.transaction_on for line in body.lines))
    if any(line.tax_code not in rates for line in lines):
        return False
    expected = [
        (row.tax_code, row.rate, row.taxable, row.tax) for row in tax_per_rate(lines, rates, rounding).rows
    ]
    return sorted((row.tax_code, row.rate, row.taxable, row.tax) for row in body.taxes) == sorted(expected)
