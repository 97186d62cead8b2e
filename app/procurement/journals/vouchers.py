"""Vouchers (伝票) as plain values: what every export of journals starts from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from app.kernel.errors import Rejected


class Side(StrEnum):
    """Debit (借方) or credit (貸方)."""

    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True)
class JournalLine:
    """One line of a voucher: ``amount`` in yen **with tax**, ``tax_amount`` the tax in it (None: no tax).

    ``tax_class`` is ours (P10Q, POUT …, see app.masters.taxes.rates.purchase_class); exports put the name
    that the accountant's program uses in its place.
    """

    side: Side
    account: str
    amount: int
    tax_class: str = "POUT"
    tax_amount: int | None = None
    sub_account: str = ""
    department: str = ""
    memo: str = ""


@dataclass(frozen=True)
class Voucher:
    """A balanced voucher. ``no`` is the slip number, None for a journal without slip."""

    no: int | None
    on: date
    lines: tuple[JournalLine, ...]

    def upright(self) -> list[JournalLine]:
        """Return the lines in order, a negative amount turned to a positive one on the other side.

        Raises Rejected when the sides do not balance or there is no line.
        """
        lines = [_upright(line) for line in self.lines]
        debit, credit = (sum(line.amount for line in lines if line.side == side) for side in Side)
        if not lines or debit != credit:
            raise Rejected(
                "Voucher %(no)s of %(on)s is not balanced: debit %(debit)s, credit %(credit)s yen.",
                no=self.no or "-",
                on=self.on,
                debit=f"{debit:,}",
                credit=f"{credit:,}",
            )
        return lines

    def pairs(self) -> Iterator[tuple[JournalLine | None, JournalLine | None]]:
        """Give debit and credit side by side, None where a side has fewer lines; Rejected as ``upright``."""
        lines = self.upright()
        return zip_longest(*([line for line in lines if line.side == side] for side in Side))


def _upright(line: JournalLine) -> JournalLine:
    if line.amount >= 0:
        return line
    other = Side.CREDIT if line.side == Side.DEBIT else Side.DEBIT
    tax = None if line.tax_amount is None else -line.tax_amount
    return replace(line, side=other, amount=-line.amount, tax_amount=tax)


def line_records(vouchers: Iterable[Voucher]) -> Iterator[dict]:
    """Give one flat record per line, for exports laid out line by line."""
    for voucher in vouchers:
        for number, line in enumerate(voucher.upright(), 1):
            yield {"voucher_no": voucher.no, "date": voucher.on, "line_no": number, **_fields("", line)}


def pair_records(vouchers: Iterable[Voucher]) -> Iterator[dict]:
    """Give one flat record per pair of debit and credit, for exports laid out like a slip."""
    for voucher in vouchers:
        for number, (debit, credit) in enumerate(voucher.pairs(), 1):
            memo = (debit and debit.memo) or (credit and credit.memo) or ""
            record = {"voucher_no": voucher.no, "date": voucher.on, "line_no": number, "memo": memo}
            yield record | _fields("debit_", debit) | _fields("credit_", credit)


def _fields(prefix: str, line: JournalLine | None) -> dict:
    names = ("side", "account", "sub_account", "department", "tax_class", "amount", "tax_amount", "memo")
    values = {f"{prefix}{name}": getattr(line, name) if line else None for name in names}
    net = line.amount - (line.tax_amount or 0) if line else None
    return {**values, f"{prefix}amount_without_tax": net}
