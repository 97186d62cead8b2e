"""The tax of an order by rate, after coupons and points (ec.md §6.2, §6.3): one rounding per rate. Pure."""

from collections import defaultdict
from decimal import Decimal

from app.kernel.money import Basis, Rate, Rounding, TaxLine, spread, tax_per_rate

FEE_RATE = 10
"""Postage, fees and wrapping are services at the standard rate."""


def tax_rows(lines, *, fees, coupons, points, total, basis="inclusive", said=()):
    """`((percent, amount with tax, tax therein), …)`, highest rate first.

    `lines` are `(percent, yen after the line's discount)`, `fees`, `coupons` and `points` yen with positive signs,
    `total` what was charged. What the mall `said` is taken as it is. Coupons are shared by the amount of the goods,
    points by goods and fees. Where our sum is not the mall's total, the total counts and is shared the same way.
    """
    if said:
        return tuple(sorted(((int(r), int(a), int(t)) for r, a, t in said), reverse=True))
    amounts = _charged(lines, fees, coupons, points)
    if basis == "exclusive":
        amounts = _with_tax(amounts)
    rates = sorted(amounts, reverse=True)
    values = [max(amounts[rate], 0) for rate in rates]
    if total is not None and rates and sum(values) != total:
        values = spread(total, values)
    tax = _tax_in(dict(zip(rates, values, strict=True)), Basis.INCLUSIVE)
    return tuple((rate, value, tax[rate]) for rate, value in zip(rates, values, strict=True))


def _charged(lines, fees, coupons, points):
    goods = defaultdict(int)
    for rate, yen in lines:
        goods[rate] += yen
    whole = defaultdict(int, goods)
    if fees:
        whole[FEE_RATE] += fees
    rates, among = list(goods), list(whole)
    off = defaultdict(int)
    for share_of, yen, weights in ((rates, coupons, goods), (among, points, whole)):
        if yen and share_of:
            for rate, share in zip(
                share_of, spread(yen, [max(weights[r], 0) for r in share_of]), strict=True
            ):
                off[rate] += share
    return {rate: yen - off[rate] for rate, yen in whole.items()}


def _with_tax(amounts):
    tax = _tax_in(amounts, Basis.EXCLUSIVE)
    return {rate: yen + tax[rate] for rate, yen in amounts.items()}


def _tax_in(amounts, basis):
    """Tax of each rate, rounded down once."""
    lines = [TaxLine(str(rate), yen) for rate, yen in amounts.items()]
    rates = {
        str(rate): Rate(Decimal(rate), "standard" if rate == FEE_RATE else "reduced") for rate in amounts
    }
    rows = tax_per_rate(lines, rates, Rounding.FLOOR, basis).rows
    return {int(row.tax_code): row.tax for row in rows}
