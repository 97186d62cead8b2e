"""Reading a table that a person or another system made: header, numbered rows, refused lines."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO

from app.kernel.errors import Rejected
from app.kernel.tabular.encodings import Lines, detect
from app.kernel.tabular.excel import excel_records
from app.kernel.tabular.guarding import unguarded
from app.kernel.tabular.sources import MAX_BYTES, check_size, is_excel
from app.kernel.tabular.zip_limits import ZipLimits
from app.kernel.text import fold

_HEADER_WITHIN = 10  # rows; titles and notes above a header are common, ten of them are not
_SHOWN = 120
_DELIMITERS = "\t,;"
_LONE = re.compile("[\udc80-\udcff]")  # bytes that could not be decoded, as the reader carries them

# A record is the line it begins on and its cells, or the reason why it was refused.
Record = tuple[int, "list[str] | RefusedLine"]


@dataclass(frozen=True)
class RefusedLine:
    """A line that did not go in: its number, its beginning to recognise it by, the reason (``str()`` it).

    ``cells`` as far as they could be told apart, bytes that are no letters as ``\\xff``; one cell with the whole text
    when they could not.
    """

    number: int
    shown: str
    reason: Rejected
    cells: tuple[str, ...] = ()


@dataclass
class Table:
    """A table being read: ``rows`` gives ``(line number, cells)`` once; ``refused`` grows while it does.

    Each row has as many cells as the header. ``encoding`` is utf-8, cp932 or xlsx. The file must stay open
    until the rows are read; reading a row raises Rejected when the rest of the file makes no sense.
    """

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str
    delimiter: str | None = None
    line_count: int = 0
    refused: list[RefusedLine] = field(default_factory=list)


def read_table(
    file: BinaryIO,
    filename: str,
    *,
    expected: Collection[str] = (),
    quoted: bool | None = True,
    unguard: bool = True,
    max_bytes: int = MAX_BYTES,
    zip_limits: ZipLimits | None = None,
) -> Table:
    """Return the table in a seekable binary file: CSV, TSV (UTF-8 or cp932) or .xlsx, told by content.

    ``expected`` are header names the caller knows (any spelling): of the first ten rows the one that holds
    most of them is the header; without them it is the first row about as full as the fullest.
    ``quoted=False`` is for tab-separated files in which ``"`` is an ordinary letter (Amazon); None takes
    files with tabs for such unless their first line holds a ``"``.
    ``unguard`` takes off the ``'`` that our exports put before a formula. Raises Rejected for a file
    that cannot be used as a whole.
    """
    check_size(file, max_bytes)
    if is_excel(file, filename):
        height, records = excel_records(file, zip_limits or ZipLimits())
        table = Table([], iter(()), "xlsx", line_count=height)
    else:
        encoding = detect(file)
        delimiter = _delimiter(file, encoding)
        if quoted is None:
            quoted = delimiter != "\t" or '"' in next(iter(Lines(file, encoding)), "")
            file.seek(0)
        records = _text_records(Lines(file, encoding), delimiter, quoted)
        table = Table([], iter(()), encoding.name, delimiter, encoding.line_count)
    filled = (record for record in records if isinstance(record[1], RefusedLine) or any(record[1]))
    _find_header(table, filled, {fold(name) for name in expected}, unguard)
    return table


def _find_header(table: Table, records: Iterator[Record], expected: set[str], unguard: bool) -> None:
    head = list(islice(records, _HEADER_WITHIN))
    if not head:
        raise Rejected("The file has no rows.")
    at = _header_position([cells for _line, cells in head], expected)
    for line, cells in head[: at + 1]:
        if isinstance(cells, RefusedLine):
            raise Rejected(
                "The header (line %(line)s) cannot be read: %(cause)s", line=line, cause=cells.reason
            )
    table.header = [cell.strip() for cell in head[at][1]]
    table.rows = _rows(table, chain(head[at + 1 :], records), unguard)


def _header_position(head: list, expected: set[str]) -> int:
    def known(cells):
        return 0 if isinstance(cells, RefusedLine) else sum(fold(cell) in expected for cell in cells)

    def filled(cells):
        return 0 if isinstance(cells, RefusedLine) else sum(1 for cell in cells if cell.strip())

    if expected and any(map(known, head)):
        return max(range(len(head)), key=lambda i: (known(head[i]), -i))
    fullest = max(map(filled, head))
    return next(
        i for i, cells in enumerate(head) if isinstance(cells, RefusedLine) or 2 * filled(cells) >= fullest
    )


def _rows(table: Table, records: Iterable[Record], unguard: bool) -> Iterator[tuple[int, list[str]]]:
    width = len(table.header)
    for line, cells in records:
        if isinstance(cells, RefusedLine):
            table.refused.append(cells)
        elif len(cells) > width and any(cells[width:]):
            reason = Rejected(
                "The line has %(cells)s cells, the header %(columns)s.", cells=len(cells), columns=width
            )
            table.refused.append(RefusedLine(line, ",".join(cells)[:_SHOWN], reason, tuple(cells)))
        else:
            row = cells[:width] + [""] * (width - len(cells))
            yield line, unguarded(row) if unguard else row


def _delimiter(file: BinaryIO, encoding) -> str:
    """Return the one of tab, comma and semicolon that the first lines hold most often outside quotes."""
    beginning = "".join(islice(Lines(file, encoding), _HEADER_WITHIN))
    file.seek(0)
    outside = "".join(beginning.split('"')[::2])
    return max(_DELIMITERS, key=lambda mark: (outside.count(mark), mark == ","))


def _text_records(lines: Lines, delimiter: str, quoted: bool) -> Iterator[Record]:
    quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(iter(lines), delimiter=delimiter, quoting=quoting, strict=True)
    while True:
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as cause:
            cells = _broken(first, cause, lines.taken)
        if lines.unreadable:
            cells = _unreadable(lines, cells)
        lines.taken.clear()
        yield first, cells


def _broken(first: int, cause: csv.Error, taken: list[str]) -> RefusedLine:
    # An unclosed quote swallows the rest of the file: nothing after it can be trusted.
    if "end of data" in str(cause) or "field larger" in str(cause):
        refusal = Rejected("The quoted text that begins on line %(line)s is never closed.", line=first)
        raise refusal from cause
    text = _readable("".join(taken))
    reason = Rejected("A quotation mark or line break stands where none can be.")
    return RefusedLine(first, text[:_SHOWN].rstrip(), reason, (text,))


def _readable(text: str) -> str:
    return _LONE.sub(lambda one: f"\\x{ord(one[0]) - 0xDC00:02x}", text)


def _unreadable(lines: Lines, cells: "list[str] | RefusedLine") -> RefusedLine:
    number, raw = lines.unreadable[0]
    lines.unreadable.clear()
    reason = Rejected("The line holds bytes that are not letters of the file's encoding.")
    shown = raw.rstrip(b"\r\n").decode("ascii", "backslashreplace")[:_SHOWN]
    told = cells.cells if isinstance(cells, RefusedLine) else tuple(map(_readable, cells))
    return RefusedLine(number, shown, reason, told)
