"""Rows of an Excel sheet as text, the way a person would have typed them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from app.kernel.errors import Rejected
from app.kernel.tabular.zip_limits import ZipLimits, check_zip

_EXACT = 10**15  # above this a spreadsheet's number has lost digits


def excel_records(file: BinaryIO, limits: ZipLimits) -> tuple[int, Iterator[tuple[int, list[str]]]]:
    """Give the number of rows and ``(row number as Excel shows it, cells)`` of the first visible sheet; empty rows too.

    Raises Rejected when the file is damaged or unpacks to more than ``limits``.
    """
    check_zip(file, limits)
    try:
        book = CalamineWorkbook.from_filelike(file)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheet = book.get_sheet_by_name(names[0] if names else book.sheet_names[0])
    except (CalamineError, IndexError) as cause:
        raise Rejected(
            "The Excel file is damaged. Open it in Excel, save it again and try once more."
        ) from cause
    return sheet.total_height, _records(sheet)


def sheet_beginning_with(file: BinaryIO, code: str) -> Iterator[tuple[int, list[str]]]:
    """The records of the first sheet, after the very first, whose first cell is the code; none without one."""
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    for name in book.sheet_names[1:]:
        records = _records(book.get_sheet_by_name(name))
        first = next(records, (0, []))
        if first[1][:1] == [code]:
            yield first
            yield from records
            return


def _records(sheet) -> Iterator[tuple[int, list[str]]]:
    # iter_rows() begins at row 1, but at the first filled column.
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [cell_text(cell) for cell in row]


def cell_text(value) -> str:
    """Return a cell's value as text: whole numbers without a point, dates as 2026-11-21."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return "" if value is None else str(value)


def _number_text(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.14E}"  # shown as lost: amounts and codes refuse it, as they should
    if value == int(value):
        return str(int(value))
    return format(value, ".15g") if abs(value) >= 1e-4 else format(value, ".15f").rstrip("0")
