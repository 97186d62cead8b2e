"""Journals in the columns, order and file type that a company's accountant wants."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Literal

from app.kernel.errors import Rejected
from app.kernel.i18n import _lp
from app.kernel.tabular import Written, write_csv, write_xlsx
from app.kernel.text import truncate_width
from app.procurement.journals.vouchers import Voucher, line_records, pair_records

_HEAD_FIELDS = {
    "voucher_no": _lp("journal", "Voucher number"),
    "date": _lp("journal", "Posting date"),
    "line_no": _lp("journal", "Line number"),
    "memo": _lp("journal", "Memo"),
}
_LINE_FIELDS = {
    "side": _lp("journal", "Debit or credit"),
    "account": _lp("journal", "Account"),
    "sub_account": _lp("journal", "Sub-account"),
    "department": _lp("journal", "Department"),
    "tax_class": _lp("journal", "Tax class"),
    "amount": _lp("journal", "Amount with tax"),
    "tax_amount": _lp("journal", "Tax amount"),
    "amount_without_tax": _lp("journal", "Amount without tax"),
}
_PAIR_FIELDS = {
    "debit_account": _lp("journal", "Debit account"),
    "debit_sub_account": _lp("journal", "Debit sub-account"),
    "debit_department": _lp("journal", "Debit department"),
    "debit_tax_class": _lp("journal", "Debit tax class"),
    "debit_amount": _lp("journal", "Debit amount with tax"),
    "debit_tax_amount": _lp("journal", "Debit tax amount"),
    "debit_amount_without_tax": _lp("journal", "Debit amount without tax"),
    "credit_account": _lp("journal", "Credit account"),
    "credit_sub_account": _lp("journal", "Credit sub-account"),
    "credit_department": _lp("journal", "Credit department"),
    "credit_tax_class": _lp("journal", "Credit tax class"),
    "credit_amount": _lp("journal", "Credit amount with tax"),
    "credit_tax_amount": _lp("journal", "Credit tax amount"),
    "credit_amount_without_tax": _lp("journal", "Credit amount without tax"),
}

# What a column may show, by layout: field name and the words for it.
FIELDS: dict[str, Mapping[str, str]] = {
    "lines": {**_HEAD_FIELDS, **_LINE_FIELDS},
    "pairs": {**_HEAD_FIELDS, **_PAIR_FIELDS},
}

_DATE_FORMAT = re.compile(r"(?:yyyy|yy|mm|dd|[/.\- 年月日])+")
_NUMBER_FORMAT = re.compile(r"0+|#,##0")
_WIDTH_FORMAT = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True)
class Column:
    """One column: its header, and either the field it shows or, without one, a fixed text.

    ``format`` is for dates ``yyyy/mm/dd`` and the like, for numbers ``#,##0`` or as many zeros as digits, for
    texts the width in half-width letters at which they are cut; empty keeps the value.
    """

    header: str
    source: str = ""
    literal: str = ""
    format: str = ""


@dataclass(frozen=True)
class Arrangement:
    """A saved form of export. ``layout`` is a record per line or per pair of debit and credit.

    ``tax`` says how whoever makes the vouchers treats the consumption tax: inside the amounts, or as lines of
    its own account. Raises Rejected, with the column's header, for a field or format that does not exist.
    """

    columns: tuple[Column, ...]
    layout: Literal["lines", "pairs"] = "pairs"
    file_type: Literal["csv", "xlsx"] = "csv"
    encoding: Literal["cp932", "utf-8", "utf-8-sig"] = "cp932"
    newline: Literal["\r\n", "\n"] = "\r\n"
    quoting: Literal["minimal", "all"] = "minimal"
    with_header: bool = True
    tax: Literal["inside", "apart"] = "inside"

    def __post_init__(self):
        """Refuse what could not be written."""
        if not self.columns:
            raise Rejected("Choose at least one column.", "columns")
        for column in self.columns:
            if column.source and column.source not in FIELDS[self.layout]:
                raise Rejected(
                    "Column %(header)s shows nothing that exists.", "columns", header=column.header
                )
            if column.format and not _pattern_for(column.source).fullmatch(column.format):
                raise Rejected(
                    "The format of column %(header)s cannot be read.", "columns", header=column.header
                )


def write_arranged(
    file: BinaryIO,
    vouchers: Iterable[Voucher],
    arrangement: Arrangement,
    *,
    words: Mapping[str, Mapping[str, str]] | None = None,
    on_unwritable: Literal["refuse", "mark"] = "refuse",
) -> Written:
    """Write balanced vouchers as the arrangement says and return what was written.

    ``words`` replaces coded values: ``{"tax_class": {"P10Q": "課税仕入 10%"}, "side": {"debit": "借方"}}``; a
    pair's ``debit_`` and ``credit_`` fields use the same words. The file is for a machine: no formula guard.
    Raises Rejected for a voucher that is not balanced.
    """
    records = {"lines": line_records, "pairs": pair_records}[arrangement.layout](vouchers)
    header = [column.header for column in arrangement.columns]
    if arrangement.file_type == "xlsx":
        formats = {c.header: c.format for c in arrangement.columns if c.format and _is_typed(c.source)}
        return write_xlsx(file, header, _rows(records, arrangement, words or {}, typed=True), formats=formats)
    return write_csv(
        file,
        header,
        _rows(records, arrangement, words or {}, typed=False),
        encoding=arrangement.encoding,
        newline=arrangement.newline,
        quoting=arrangement.quoting,
        guard=False,
        on_unwritable=on_unwritable,
        with_header=arrangement.with_header,
    )


def _rows(
    records: Iterable[dict], arrangement: Arrangement, words: Mapping, *, typed: bool
) -> Iterator[list]:
    for record in records:
        yield [_value(record, column, words, typed=typed) for column in arrangement.columns]


def _value(record: dict, column: Column, words: Mapping, *, typed: bool):
    if not column.source:
        return column.literal
    value = record[column.source]
    value = words.get(_plain(column.source), {}).get(value, value)
    if value is None:
        return None
    if _is_typed(column.source):
        return value if typed else _formatted(value, column.format)
    return truncate_width(str(value), int(column.format)) if column.format else str(value)


def _formatted(value, form: str) -> str:
    if isinstance(value, date):
        return _dated(value, form or "yyyy/mm/dd")
    if form == "#,##0":
        return f"{value:,}"
    return f"{value:0{len(form)}d}" if form else str(value)


def _dated(value: date, form: str) -> str:
    parts = {"yyyy": f"{value:%Y}", "yy": f"{value:%y}", "mm": f"{value:%m}", "dd": f"{value:%d}"}
    return re.sub("yyyy|yy|mm|dd", lambda found: parts[found[0]], form)


def _plain(source: str) -> str:
    return source.removeprefix("debit_").removeprefix("credit_")


def _is_typed(source: str) -> bool:
    return source in ("date", "voucher_no", "line_no") or "amount" in source


def _pattern_for(source: str) -> re.Pattern[str]:
    if source == "date":
        return _DATE_FORMAT
    return _NUMBER_FORMAT if _is_typed(source) else _WIDTH_FORMAT
