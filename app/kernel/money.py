"""Yen and consumption tax: whole yen in, whole yen out, one rounding per rate and document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Rounding(StrEnum):
    """What happens to a fraction of a yen: 切捨て, 四捨五入, 切上げ.

    The amount is rounded without its sign and signed afterwards, so that a document and its reversal cancel
    exactly (procurement.md section 6.4).
    """

    FLOOR = "floor"
    HALF_UP = "half_up"
    CEIL = "ceil"

    def yen(self, amount: Decimal | Fraction | int) -> int:
        """Return whole yen."""
        exact = Fraction(amount)
        size = abs(exact)
        if self is Rounding.FLOOR:
            whole = size.numerator // size.denominator
        elif self is Rounding.HALF_UP:
            whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
        else:
            whole = -(-size.numerator // size.denominator)
        return -whole if exact < 0 else whole


class Basis(StrEnum):
    """Whether the line amounts of a document are without tax (税抜) or include it (税込)."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"


@dataclass(frozen=True)
class Rate:
    """What the arithmetic needs to know of a tax code: percent (10, 8, 0) and category (standard, …)."""

    percent: Decimal
    category: str


@dataclass(frozen=True)
class TaxLine:
    """One line of a document: its tax code and its amount in yen, by the document's basis."""

    tax_code: str
    amount: int


@dataclass(frozen=True)
class TaxSummary:
    """The total of one tax code on a document; ``taxable`` and ``tax`` in yen, ``taxable`` without tax."""

    tax_code: str
    rate: Decimal
    category: str
    taxable: int
    tax: int

    @property
    def total(self) -> int:
        """Yen with tax."""
        return self.taxable + self.tax


@dataclass(frozen=True)
class DocumentTax:
    """The tax of a whole document: one row per rate, in the order the rates first appear."""

    rows: tuple[TaxSummary, ...]

    @property
    def taxable(self) -> int:
        """Yen without tax."""
        return sum(row.taxable for row in self.rows)

    @property
    def tax(self) -> int:
        """Yen of tax."""
        return sum(row.tax for row in self.rows)

    @property
    def total(self) -> int:
        """Yen with tax."""
        return self.taxable + self.tax


def line_amount(quantity: Decimal, price: Decimal, rounding: Rounding = Rounding.FLOOR) -> int:
    """Return quantity × unit price in whole yen (the amount of a line, before any tax arithmetic)."""
    return rounding.yen(Fraction(quantity) * Fraction(price))


def tax_per_rate(
    lines: Iterable[TaxLine],
    rates: Mapping[str, Rate],
    rounding: Rounding = Rounding.FLOOR,
    basis: Basis = Basis.EXCLUSIVE,
) -> DocumentTax:
    """Return the document's tax with **one rounding per rate**, never per line (procurement.md section 6.4).

    Codes that share a percentage and a category (10 and an import's 10) are different rows but not different
    rates: the tax of the rate is rounded once and its rows share it by largest remainder.
    Raises KeyError for a tax code that is missing in ``rates``.
    """
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.tax_code] = sums.get(line.tax_code, 0) + line.amount
    groups: dict[Rate, list[str]] = {}
    for code in sums:
        groups.setdefault(rates[code], []).append(code)
    taxes: dict[str, int] = {}
    for rate, codes in groups.items():
        tax = rounding.yen(tax_fraction(sum(sums[code] for code in codes), rate.percent, basis))
        taxes.update(zip(codes, spread(tax, [sums[code] for code in codes]), strict=True))
    return DocumentTax(tuple(_summary(code, sums[code], taxes[code], rates[code], basis) for code in sums))


def _summary(code: str, amount: int, tax: int, rate: Rate, basis: Basis) -> TaxSummary:
    taxable = amount - tax if basis is Basis.INCLUSIVE else amount
    return TaxSummary(code, rate.percent, rate.category, taxable, tax)


def tax_fraction(amount: int, percent: Decimal, basis: Basis = Basis.EXCLUSIVE) -> Fraction:
    """Return the exact, unrounded tax on an amount of yen: × rate, or × rate/(100 + rate) if included."""
    exact = Fraction(percent)
    divisor = 100 + exact if basis is Basis.INCLUSIVE else Fraction(100)
    return amount * exact / divisor


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Share whole yen by weight so that the shares add up to ``total`` exactly (largest remainder).

    Ties go to the larger weight, then to the earlier one. Weights that add up to zero give all to the first
    of the largest. A negative total is shared as its positive and signed, so that a reversal cancels exactly.
    An empty list is only right for a total of 0: anything else raises ValueError.
    """
    if total < 0:
        return [-share for share in spread(-total, weights)]
    if not weights:
        if total:
            raise ValueError("There is nothing to share the amount among.")
        return []
    whole = sum(weights)
    if whole == 0:
        shares = [0] * len(weights)
        shares[max(range(len(weights)), key=lambda i: (abs(weights[i]), -i))] = total
        return shares
    exact = [Fraction(total * weight, whole) for weight in weights]
    shares = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], -abs(weights[i]), i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


@dataclass(frozen=True)
class InputTax:
    """How a purchase from a supplier without registration goes into the books, in yen."""

    deductible: int
    expense: int


def deductible(
    tax_inclusive: int, percent: Decimal, share: Decimal, rounding: Rounding = Rounding.FLOOR
) -> InputTax:
    """Return the deductible input tax of a tax-inclusive amount and the rest, which is expense.

    ``share`` is the deductible percentage (80, 70 …; 100 for a registered supplier): amount × 10/110 × share,
    one rounding at the end (procurement.md section 6.5).
    """
    exact = tax_fraction(tax_inclusive, percent, Basis.INCLUSIVE) * Fraction(share) / 100
    tax = rounding.yen(exact)
    return InputTax(deductible=tax, expense=tax_inclusive - tax)
