"""Files as shops send them: the samples in the encoding of their mall, and tables made for a test."""

import csv
import io
from pathlib import Path

from app.commerce.intake.columns import bound
from app.commerce.intake.formats import Options
from app.commerce.intake.gathering import lines_of, read
from app.commerce.intake.readers import yahoo
from app.commerce.intake.recognising import FORMATS
from app.commerce.intake.refused import Refused
from app.kernel.tabular import read_table

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def sample(name, encoding="cp932"):
    """The bytes of a sample as the mall sends them."""
    return (SAMPLES / name).read_bytes().decode("utf-8").encode(encoding)


def as_file(header, *rows, encoding="cp932", delimiter=","):
    """A file of that header and rows, every cell in quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return out.getvalue().encode(encoding)


def rows_of(content):
    """`(header, rows)` of a file, for tests that change cells."""
    table = opened(content)
    return table.header, [list(cells) for _line, cells in table.rows]


def opened(content, unguard=False):
    """The Table in those bytes."""
    return read_table(io.BytesIO(content), "orders.csv", quoted=None, unguard=unguard)


def read_all(name, content, **options):
    """`(orders, refused)` of a file in a named format."""
    table = opened(content, FORMATS[name].unguard)
    found = list(read(FORMATS[name], table.header, lines_of(table), Options(**options)))
    orders = [one.order for one in found if not isinstance(one, Refused)]
    return orders, [one for one in found if isinstance(one, Refused)]


def yahoo_items(content):
    """The rows of an item file by order number, as the reader of orders wants them."""
    table, found = opened(content), {}
    layout = bound(table.header, yahoo.ITEMS.columns, yahoo.ITEMS.required)
    for line in table.rows:
        row = layout.row(*line)
        found.setdefault(yahoo.join_key(row.number), []).append(row)
    return found


def why(refused):
    """`[(line, column, value, reason)]`."""
    return [(one.line, one.column, one.value, one.reason) for one in refused]


def changed(content, line, **cells):
    """The file with cells of one row (the first below the header is 2) replaced, by header."""
    header, rows = rows_of(content)
    for name, value in cells.items():
        rows[line - 2][header.index(name)] = value
    return as_file(header, *rows, encoding=opened(content).encoding)
