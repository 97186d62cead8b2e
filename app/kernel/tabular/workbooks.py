"""Workbooks that people fill in and send back: the first row names the columns for machines and is hidden."""

import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from rustpy_xlsxwriter import write_worksheets

from app.kernel.tabular.writing import Written
from app.kernel.tabular.writing_excel import sheet_of, width_of

_FIRST_ROW = re.compile(rb'<row r="1"')
_BEGINNING = 64 * 1024
_MEMBER = "xl/worksheets/sheet%s.xml"
TITLES = 3
"""Rows above the data of a sheet one fills in: names for machines, labels, what belongs into the column."""


@dataclass(frozen=True)
class BookSheet:
    """A sheet. `codes` name the columns for machines, `titles` are the rows below that people read, `formats` by code.

    Without `titles` it is a plain list whose header (`codes`) is to be read.
    """

    name: str
    codes: Sequence[str]
    rows: Iterable[Sequence]
    titles: Sequence[Sequence[str]] = ()
    formats: dict = field(default_factory=dict)


def write_workbook(file: BinaryIO, sheets: Sequence[BookSheet]) -> Written:
    """Write the sheets as rows come, in constant memory; text never runs as a formula. Tells of the first sheet."""
    result = Written()
    made = []
    for place, one in enumerate(sheets):
        noted = result if place == 0 else Written()
        rows = chain(one.titles, one.rows)
        made.append((sheet_of(one.name, one.codes, rows, noted, one.formats), one))
    with tempfile.TemporaryFile() as plain:
        write_worksheets(
            [(name, records) for (name, records, _formats, _codes), _one in made],
            plain,
            freeze_panes={
                name: {"row": TITLES if one.titles else 1, "col": 0} for (name, *_rest), one in made
            },
            bold_headers=True,
            datetime_format="yyyy/mm/dd hh:mm",
            column_formats={name: formats for (name, _records, formats, _codes), _one in made},
            column_widths={name: _widths(one, codes) for (name, _records, _formats, codes), one in made},
        )
        hidden = {_MEMBER % place for place, one in enumerate(sheets, 1) if one.titles}
        _hide_first_rows(plain, file, hidden)
    result.rows = max(result.rows - len(sheets[0].titles), 0)
    return result


def _widths(one, codes):
    said = [max(map(width_of, column)) for column in zip(*one.titles, strict=True)] or [
        width_of(code) for code in codes
    ]
    return dict(zip(codes, said, strict=True))


def _hide_first_rows(plain, file, members):
    """Copy the package; in `members` the first row gets `hidden`, which the writer has no word for."""
    plain.seek(0)
    with ZipFile(plain) as source, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as target:
        for info in source.infolist():
            with source.open(info) as old, target.open(info.filename, "w", force_zip64=True) as new:
                if info.filename in members:
                    beginning = old.read(_BEGINNING)
                    new.write(_FIRST_ROW.sub(b'<row r="1" hidden="1"', beginning, count=1))
                shutil.copyfileobj(old, new, 1024 * 1024)
