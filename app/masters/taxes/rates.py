"""Tax codes and what they mean on the date of a transaction. Dates and rates are rows here, never conditions.

A purchase is judged by its transaction date (delivery), not by the invoice's date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.money import Rate


class Category(StrEnum):
    """How a code is treated in the books."""

    STANDARD = "standard"
    REDUCED = "reduced"
    EXEMPT = "exempt"  # 非課税
    OUT_OF_SCOPE = "out_of_scope"  # 対象外
    ZERO = "zero"  # 免税


@dataclass(frozen=True)
class TaxRate:
    """The percentage of a code from ``valid_from`` to ``valid_to`` (both included, None = open)."""

    code: str
    label: str
    percent: Decimal
    category: Category
    valid_from: date
    valid_to: date | None = None

    def covers(self, on: date) -> bool:
        """Tell whether the row holds on a date."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def rate(self) -> Rate:
        """What the arithmetic of app.kernel.money needs of it."""
        return Rate(self.percent, self.category)


@dataclass(frozen=True)
class Share:
    """The deductible percentage of the tax on purchases without a qualified invoice, from a date on."""

    valid_from: date
    percent: Decimal


_TEN_PERCENT = date(2019, 10, 1)
_BEGINNING = date(1989, 4, 1)

TAX_RATES = (
    TaxRate("10", _l("10%"), Decimal(10), Category.STANDARD, _TEN_PERCENT),
    TaxRate("8R", _l("8% (reduced rate)"), Decimal(8), Category.REDUCED, _TEN_PERCENT),
    TaxRate(
        "8",
        _l("8% (until September 2019)"),
        Decimal(8),
        Category.STANDARD,
        date(2014, 4, 1),
        date(2019, 9, 30),
    ),
    TaxRate("EX", _l("Exempt from tax"), Decimal(0), Category.EXEMPT, _BEGINNING),
    TaxRate("OUT", _l("Out of scope of tax"), Decimal(0), Category.OUT_OF_SCOPE, _BEGINNING),
    TaxRate("ZERO", _l("Export, zero-rated"), Decimal(0), Category.ZERO, _BEGINNING),
)

# procurement.md section 6.5, as revised by the tax reform of fiscal 2026.
SHARES_WITHOUT_REGISTRATION = (
    Share(_BEGINNING, Decimal(100)),  # before the invoice system every purchase was deductible
    Share(date(2023, 10, 1), Decimal(80)),
    Share(date(2026, 10, 1), Decimal(70)),
    Share(date(2028, 10, 1), Decimal(50)),
    Share(date(2030, 10, 1), Decimal(30)),
    Share(date(2031, 10, 1), Decimal(0)),
)


def tax_rate(code: str, on: date) -> TaxRate:
    """Return the row of a tax code on the date of the transaction; Rejected when it has none."""
    for row in TAX_RATES:
        if row.code == code and row.covers(on):
            return row
    raise Rejected("There is no tax class %(code)s on %(on)s.", "tax_code", code=code, on=on)


def tax_rates(on: date) -> Mapping[str, TaxRate]:
    """Return all rows that hold on a date by code, in the order in which pickers show them."""
    return {row.code: row for row in TAX_RATES if row.covers(on)}


def money_rates(on: date) -> Mapping[str, Rate]:
    """Return the rates of a date as ``app.kernel.money.tax_per_rate`` takes them."""
    return {code: row.rate for code, row in tax_rates(on).items()}


def deductible_share(on: date, *, registered: bool) -> Decimal:
    """Return the deductible percentage of the tax on a purchase made on a date.

    100 from a registered supplier; the transitional share from any other (procurement.md section 6.5).
    """
    if registered:
        return Decimal(100)
    shares = (row.percent for row in reversed(SHARES_WITHOUT_REGISTRATION) if row.valid_from <= on)
    return next(shares, Decimal(100))


def purchase_class(code: str, on: date, *, registered: bool) -> str:
    """Return the bookkeeping class of a purchase: P10Q, P8RN70, PEX, POUT … (procurement.md section 12.1).

    Raises Rejected when the code does not exist on that date.
    """
    row = tax_rate(code, on)
    if row.category is Category.EXEMPT:
        return "PEX"
    if row.percent == 0:
        return "POUT"
    return f"P{code}Q" if registered else f"P{code}N{deductible_share(on, registered=False)}"
