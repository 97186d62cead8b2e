"""Rows as an Excel sheet: types kept, header frozen and filtered, text never run as a formula."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from os import PathLike
from typing import BinaryIO

from rustpy_xlsxwriter import Format, write_worksheets

from app.kernel.clock import JST
from app.kernel.tabular.guarding import looks_guarded
from app.kernel.tabular.writing import Written
from app.kernel.text import display_width

_LONGEST = 32_767  # letters in a cell
_EXACT = 10**15  # digits beyond a spreadsheet's fifteen would be zeros
_FIRST_YEAR = 1900
_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST, _NARROWEST = 40, 8


def write_xlsx(
    file: str | PathLike | BinaryIO,
    header: Sequence[str],
    rows: Iterable[Sequence],
    *,
    sheet: str = "Sheet1",
    formats: Mapping[str, str] | None = None,
    widths: Mapping[str, float] | None = None,
    further: Sequence[tuple[str, Sequence[str], Iterable[Sequence]]] = (),
) -> Written:
    """Write rows to an .xlsx file as they come, in constant memory, and return what was written.

    Cells may be text, None, numbers, booleans, dates or aware instants (written in Japanese time).
    ``formats`` gives number formats by header (``#,##0``, ``yyyy/mm/dd``). Text stays text, also when
    it begins with ``=``; one that ``read_table`` would take for guarded gets a ``'`` of its own. ``further`` are
    more sheets, ``(name, header, rows)``; what is returned speaks of the first. A text over 32,767 letters is cut and
    returned as lost; a number over 15 digits and a date before 1900 are written as text.
    """
    result = Written()
    sheets = [sheet_of(sheet, header, rows, result, formats), *(sheet_of(*one, Written()) for one in further)]
    names = [name for name, *_rest in sheets]
    write_worksheets(
        [(name, records) for name, records, _formats, _titles in sheets],
        file,
        freeze_panes={"general": {"row": 1, "col": 0}},
        autofilter=dict.fromkeys(names, True),
        bold_headers=True,
        datetime_format="yyyy/mm/dd hh:mm",
        column_formats={name: given for name, _records, given, _titles in sheets},
        column_widths={
            name: {title: (widths or {}).get(title, width_of(title)) for title in titles}
            for name, _records, _formats, titles in sheets
        },
    )
    return result


def sheet_of(name, header, rows, result, formats=None):
    """`(name, records, formats, titles)` as the writer takes a sheet; what is written is noted in `result`."""
    titles = _distinct(header)
    records = _records(titles, rows, result)
    first = next(records, None)
    given = {title: Format().set_num_format(code) for title, code in _formats(titles, first, formats)}
    # The writer takes the header from the first record; without rows an empty one carries it.
    records = chain([first if first is not None else dict.fromkeys(titles)], records)
    return name.translate(_SHEET_NAME).strip()[:31] or "Sheet1", records, given, titles


def _records(names: list[str], rows: Iterable[Sequence], result: Written) -> Iterator[dict]:
    for result.rows, row in enumerate(rows, 1):
        yield {name: _value(value, name, result) for name, value in zip(names, row, strict=True)}


def _value(value, name: str, result: Written):
    if isinstance(value, str):
        if value[:1] == "'" and looks_guarded(value):
            value = f"'{value}"
        if len(value) > _LONGEST:
            result.note(result.rows, name, value[_LONGEST - 1 :][:_LONGEST])
            return value[: _LONGEST - 1] + "…"
        return value
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(JST).replace(tzinfo=None)
    if isinstance(value, date):
        return value if value.year >= _FIRST_YEAR else value.isoformat()
    if isinstance(value, int | Decimal) and abs(value) >= _EXACT:
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return value


def _formats(names: list[str], first: dict | None, formats: Mapping[str, str] | None):
    given = formats or {}
    for name in names:
        if name in given:
            yield name, given[name]
        elif isinstance((first or {}).get(name), date) and not isinstance(first[name], datetime):
            yield name, "yyyy/mm/dd"


def _distinct(header: Sequence[str]) -> list[str]:
    # Columns are told apart by name down to the writer; a second 送料 becomes 送料 (2).
    names: list[str] = []
    for name in header:
        same, wanted = 1, name
        while wanted in names:
            same += 1
            wanted = f"{name} ({same})"
        names.append(wanted)
    return names


def width_of(name: str) -> float:
    """How wide a column has to be for its title, in letters."""
    return min(max(display_width(name) + 4, _NARROWEST), _WIDEST)
