"""Rows as CSV or TSV for people (guarded against formulas) and for machines (to the byte)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import BinaryIO, Literal

from app.kernel.clock import JST
from app.kernel.errors import Rejected
from app.kernel.tabular.cp932 import GETA, is_ready, prepared, unwritable
from app.kernel.tabular.encodings import CP932
from app.kernel.tabular.guarding import guarded

_BATCH = 1_000
_LISTED = 1_000


@dataclass(frozen=True)
class Unwritten:
    """Letters that a cell could not keep:

    row number of the data (from 1, 0 = header), column name, letters.
    """

    row: int
    column: str
    letters: str


@dataclass
class Written:
    """What came of writing: rows written, and the first thousand cells that lost something."""

    rows: int = 0
    lost: list[Unwritten] = field(default_factory=list)

    def note(self, row: int, column: str, letters: str) -> None:
        """Remember a cell that could not be written as it was."""
        if len(self.lost) < _LISTED:
            self.lost.append(Unwritten(row, column, letters))


def write_csv(
    file: BinaryIO,
    header: Sequence[str] | None,
    rows: Iterable[Sequence],
    *,
    encoding: Literal["cp932", "utf-8", "utf-8-sig"] = "utf-8-sig",
    newline: Literal["\r\n", "\n"] = "\r\n",
    delimiter: str = ",",
    quoting: Literal["all", "minimal", "none"] = "minimal",
    guard: bool = True,
    on_unwritable: Literal["refuse", "mark"] = "refuse",
    with_header: bool = True,
) -> Written:
    """Write rows to a binary file as they come and return what was written.

    Without a header, or with ``with_header=False``, rows begin at once; its names still tell where letters
    were lost.

    Cells may be text, None, numbers, dates or aware instants (written in Japanese time). ``guard`` puts
    ``'`` before *text* that a spreadsheet would run as a formula: on for people, off for machines.
    Letters that cp932 lacks raise Rejected naming row, column and letters, or with ``mark`` are written
    as 〓 and returned; known twins, emoji and invisible marks are changed as ec.md section 0 lists.
    ``quoting="none"`` turns tabs and line breaks inside cells into spaces.
    """
    names = list(header or ())
    numbered = enumerate(map(list, rows), 1)
    result = Written()
    if encoding == "utf-8-sig":
        file.write(b"\xef\xbb\xbf")
    for batch in _batches([(0, names)] if names and with_header else [], numbered):
        cells = [[_cell(value, guard) for value in row] for _number, row in batch]
        if encoding == CP932:
            cells = _as_cp932(cells, [number for number, _row in batch], names, result, on_unwritable)
        codec = CP932 if encoding == CP932 else "utf-8"
        file.write(_joined(cells, delimiter, newline, quoting).encode(codec))
        result.rows += sum(1 for number, _row in batch if number)
    return result


def _batches(first: list, numbered: Iterator) -> Iterator[list]:
    if first:
        yield first
    while batch := list(islice(numbered, _BATCH)):
        yield batch


def _cell(value, guard: bool) -> str:
    if isinstance(value, str):
        return guarded(value) if guard else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        local = value.astimezone(JST) if value.tzinfo else value
        return local.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def _as_cp932(
    cells: list[list[str]], numbers: list[int], names: list[str], result: Written, on_unwritable: str
):
    if is_ready("".join(map("".join, cells))):
        return cells
    text = [[prepared(cell) for cell in row] for row in cells]
    for number, row in zip(numbers, text, strict=True):
        for i, cell in enumerate(row):
            if letters := unwritable(cell):
                column = names[i] if i < len(names) else str(i + 1)
                row[i] = _marked(cell, letters, number, column, result, on_unwritable)
    return text


def _marked(cell: str, letters: str, number: int, column: str, result: Written, on_unwritable: str) -> str:
    if on_unwritable == "refuse":
        raise Rejected(
            "Row %(row)s, %(column)s: Shift_JIS has no %(letters)s. Change the text or choose UTF-8.",
            row=number,
            column=column,
            letters=letters,
        )
    result.note(number, column, letters)
    return cell.translate(dict.fromkeys(map(ord, letters), GETA))


def _joined(cells: list[list[str]], delimiter: str, newline: str, quoting: str) -> str:
    if quoting == "none":
        flat = str.maketrans(dict.fromkeys([delimiter, "\r", "\n"], " "))
        return "".join(delimiter.join(cell.translate(flat) for cell in row) + newline for row in cells)
    text = io.StringIO(newline="")
    rule = csv.QUOTE_ALL if quoting == "all" else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=rule).writerows(cells)
    return text.getvalue()
