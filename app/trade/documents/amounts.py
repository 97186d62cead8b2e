"""Amounts in documents: whole minor units (cents, yen) with an ISO 4217 currency."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_precision

MOST = 2**63 - 1
"""bigint: what a column of amounts holds, should one be made of them."""


@cache
def currencies():
    """Codes of the currencies that are legal tender somewhere today."""
    lands = get_global("territory_currencies").values()
    return frozenset(
        code for land in lands for code, _since, until, tender in land if until is None and tender
    )


def minor(amount, currency):
    """Minor units of a Decimal in whole ones, rounded half up: 12.345 USD is 1235."""
    scaled = Decimal(amount).scaleb(get_currency_precision(currency or "JPY"))
    return int(scaled.quantize(Decimal(1), ROUND_HALF_UP))


def exact(amount, currency):
    """Minor units of a Decimal, or None when it has more decimals than the currency."""
    scaled = Decimal(amount).scaleb(get_currency_precision(currency or "JPY"))
    return int(scaled) if scaled == scaled.to_integral_value() and abs(scaled) <= MOST else None


def major(units, currency):
    """The Decimal of minor units: 1235 USD is 12.35."""
    return Decimal(units).scaleb(-get_currency_precision(currency or "JPY"))


def written(units, currency):
    """`1,234.50 USD`; nothing for None."""
    return "" if units is None else f"{major(units, currency):,f} {currency}".strip()
