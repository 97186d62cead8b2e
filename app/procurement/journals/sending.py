"""Stored vouchers as the plain values that every export starts from."""

from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.kernel.db import session
from app.masters.taxes.rates import SHARES_WITHOUT_REGISTRATION, TAX_RATES
from app.procurement.journals.model import ExportedVoucher, JournalVoucher
from app.procurement.journals.vouchers import JournalLine, Side, Voucher

_AT_ONCE = 500
_RATE_NAMES = {"10": "課税仕入 10%", "8R": "課税仕入 (軽)8%", "8": "課税仕入 8%"}


def as_voucher(row, *, tax="inside"):
    """The Voucher of a JournalVoucher.

    `inside`: expense lines carry their tax and the tax lines that book it fall away. `apart`: every line as it
    stands in the books. A tax line of its own, such as a rounding difference, always stays.
    """
    apart = tax == "apart" and not row.inclusive
    carried = any(line.tax_amount is not None for line in row.lines)
    lines = [
        _line(line, apart=apart, inclusive=row.inclusive)
        for line in row.lines
        if apart or not (carried and line.role == "tax")
    ]
    return Voucher(
        row.voucher_no, row.posting_on, tuple(one for one in lines if one.amount or one.tax_amount)
    )


def _line(line, *, apart, inclusive):
    carries = line.tax_amount is not None and not apart
    return JournalLine(
        Side(line.side),
        line.account_name,
        line.amount + (line.tax_amount if carries and not inclusive else 0),
        line.tax_class if apart or carries or line.role == "expense" else "POUT",
        line.tax_amount if carries else None,
        line.sub_account,
        line.department,
        line.memo,
    )


def vouchers_of(export):
    """The JournalVoucher rows of a batch by day and number, a few hundred at a time."""
    ids = session.scalars(
        select(JournalVoucher.id)
        .join(ExportedVoucher, ExportedVoucher.voucher_id == JournalVoucher.id)
        .where(ExportedVoucher.export_id == export.id)
        .order_by(JournalVoucher.posting_on, JournalVoucher.voucher_no, JournalVoucher.id)
    ).all()
    places = iter(ids)
    while part := list(islice(places, _AT_ONCE)):
        yield from with_lines(select(JournalVoucher).where(JournalVoucher.id.in_(part)))


def with_lines(found):
    """The vouchers of a select with their lines, by day and number."""
    ordered = found.order_by(JournalVoucher.posting_on, JournalVoucher.voucher_no, JournalVoucher.id)
    return session.scalars(ordered.options(selectinload(JournalVoucher.lines))).all()


def tax_words():
    """Our bookkeeping classes as accountants write them: `課税仕入 10% (70%控除)`."""
    words = {"POUT": "対象外", "PEX": "非課税仕入"}
    for code in (row.code for row in TAX_RATES if row.percent):
        words[f"P{code}Q"] = _RATE_NAMES[code]
        for share in {row.percent for row in SHARES_WITHOUT_REGISTRATION}:
            words[f"P{code}N{share}"] = f"{_RATE_NAMES[code]} ({share}%控除)"
    return {"tax_class": words, "side": {"debit": "借方", "credit": "貸方"}}
