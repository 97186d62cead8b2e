"""How a purchase stands in the books, as plain values: whole yen, every voucher balanced (procurement §6.5, §12.1).

税抜経理: expense without the deductible tax, the tax on its own account. 税込経理: expense with the tax.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.kernel.money import Rounding, TaxLine, deductible, spread, tax_per_rate
from app.masters.taxes.rates import deductible_share, money_rates, purchase_class, tax_rate


@dataclass(frozen=True)
class Purchase:
    """An accepted line. `amount` in yen without tax; `on` the day of the transaction; `account` a code."""

    amount: int
    tax_code: str
    on: date
    account: str
    line_id: UUID | None = None
    organisation_id: UUID | None = None
    memo: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a voucher, see `JournalVoucherLine` for the meaning of the figures."""

    side: str
    role: str
    account: str
    amount: int
    tax_class: str = "POUT"
    tax_amount: int | None = None
    invoiced_tax: int | None = None
    line_id: UUID | None = None
    organisation_id: UUID | None = None
    memo: str = ""


@dataclass(frozen=True)
class Books:
    """How a tenant keeps its books: `payable` gives the account owed on for an expense account's code."""

    tax_account: str
    payable: Callable[[str], str]
    inclusive: bool = False
    rounding: Rounding = Rounding.FLOOR


def accrual(purchases: Iterable[Purchase], books: Books, is_registered: Callable[[date], bool]) -> list[Line]:
    """The lines of an acceptance: expenses and tax against what we owe. Nothing for nothing.

    The tax is rounded once per rate and shared among the lines by largest remainder.
    """
    purchases = [one for one in purchases if one.amount]
    taxes, expenses = charged(purchases, books.rounding), []
    for group in _by_class(purchases, is_registered):
        base = sum(purchases[i].amount for i in group.places)
        tax = sum(taxes[i] for i in group.places)
        weights = [purchases[i].amount for i in group.places]
        parts = spread(group.deductible_of(base, tax), weights)
        for place, part in zip(group.places, parts, strict=True):
            expenses.append((place, _expense(purchases[place], taxes[place], part, group.name, books)))
    lines = [line for _place, line in sorted(expenses, key=lambda pair: pair[0])]
    return [*lines, *_tax_lines(lines, books), *_payables(lines, books)]


def charged(purchases: list[Purchase], rounding: Rounding) -> list[int]:
    """The tax of each purchase in yen, so that each rate's sum is the document's (rounded once)."""
    if not purchases:
        return []
    rates = money_rates(max(one.on for one in purchases))
    rows = tax_per_rate([TaxLine(one.tax_code, one.amount) for one in purchases], rates, rounding).rows
    found = [0] * len(purchases)
    for row in rows:
        places = [i for i, one in enumerate(purchases) if one.tax_code == row.tax_code]
        for place, part in zip(places, spread(row.tax, [purchases[i].amount for i in places]), strict=True):
            found[place] = part
    return found


@dataclass
class Group:
    """The purchases of one bookkeeping class (P10Q, P10N70 …), by their places."""

    name: str
    tax_code: str
    on: date
    registered: bool
    places: list[int]

    def deductible_of(self, base: int, tax: int) -> int:
        """What of the tax may be deducted: all from a registered supplier, else the transitional share."""
        if self.registered:
            return tax
        percent = tax_rate(self.tax_code, self.on).percent
        share = deductible_share(self.on, registered=False)
        return min(tax, deductible(base + tax, percent, share).deductible) if percent else 0


def _by_class(purchases, is_registered) -> list[Group]:
    groups: dict[tuple[str, bool], Group] = {}
    for place, one in enumerate(purchases):
        registered = is_registered(one.on)
        name = purchase_class(one.tax_code, one.on, registered=registered)
        group = groups.setdefault((name, registered), Group(name, one.tax_code, one.on, registered, []))
        group.places.append(place)
    return list(groups.values())


def _expense(one: Purchase, tax: int, part: int, tax_class: str, books: Books) -> Line:
    return Line(
        "debit",
        "expense",
        one.account,
        one.amount + tax - (0 if books.inclusive else part),
        tax_class,
        part if tax_class not in ("PEX", "POUT") else None,
        tax,
        one.line_id,
        one.organisation_id,
        one.memo,
    )


def _tax_lines(lines: list[Line], books: Books) -> list[Line]:
    if books.inclusive:
        return []
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.tax_class] = sums.get(line.tax_class, 0) + (line.tax_amount or 0)
    return [Line("debit", "tax", books.tax_account, tax, tax_class) for tax_class, tax in sums.items() if tax]


def _payables(lines: list[Line], books: Books) -> list[Line]:
    sums: dict[str, int] = {}
    for line in lines:
        owed = line.amount + (0 if books.inclusive else line.tax_amount or 0)
        account = books.payable(line.account)
        sums[account] = sums.get(account, 0) + owed
    return [Line("credit", "payable", account, amount) for account, amount in sums.items() if amount]


def reversal(lines: Iterable[Line]) -> list[Line]:
    """The same lines with negative amounts (赤伝)."""
    return [
        replace(
            line,
            amount=-line.amount,
            tax_amount=None if line.tax_amount is None else -line.tax_amount,
            invoiced_tax=None if line.invoiced_tax is None else -line.invoiced_tax,
        )
        for line in lines
    ]
