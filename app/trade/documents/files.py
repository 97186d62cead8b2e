"""The lines of a document as a file, out and in."""

from decimal import Decimal

from app.kernel import clock
from app.kernel.errors import Rejected, Unreadable
from app.kernel.i18n import translate
from app.kernel.parsing import parse_date, parse_decimal
from app.kernel.tabular import read_table, write_csv, write_xlsx
from app.kernel.text import fold
from app.trade.documents.amounts import exact
from app.trade.documents.wording import typed

MOST = 500


def write_lines(file, table, values, form):
    """Write a table of a document to a binary file. `form`: csv or xlsx."""
    currency = values.get("currency", "")
    header = [translate(one.label) for one in table.columns]
    rows = [
        [typed(one, row.get(one.name), currency) for one in table.columns]
        for row in values.get(table.name, ())
    ]
    if form == "xlsx":
        write_xlsx(file, header, rows)
    else:
        write_csv(file, header, rows)


def read_lines(file, filename, table, currency):
    """The rows of a file as values of a table, columns found by their labels. Raises Rejected naming the line."""
    labels = {fold(translate(one.label)): one for one in table.columns} | {
        fold(one.name): one for one in table.columns
    }
    read = read_table(file, filename, expected=list(labels))
    at = {number: labels[fold(name)] for number, name in enumerate(read.header) if fold(name) in labels}
    if not at:
        raise Rejected(
            "None of the columns is known. Take out the table first and use its first line.", "file"
        )
    found = []
    for line, cells in read.rows:
        row = {
            one.name: _cell(one, cells[number], currency, line)
            for number, one in at.items()
            if number < len(cells)
        }
        if any(value is not None for value in row.values()):
            found.append(row)
    if read.refused:
        raise Rejected("Line %(line)s cannot be read.", "file", line=read.refused[0].number)
    if len(found) > MOST:
        raise Rejected("A table holds %(most)s lines at most.", "file", most=MOST)
    return found


def _cell(field, text, currency, line):
    text = text.strip()
    if not text:
        return None
    try:
        if field.kind == "date":
            return parse_date(text, clock.today())
        if field.kind == "money":
            return _money(text, currency)
        return parse_decimal(text) if field.kind == "number" else text
    except Unreadable as refusal:
        raise Rejected(
            "Line %(line)s, %(column)s: %(problem)s",
            "file",
            line=line,
            column=field.label,
            problem=str(refusal),
        ) from refusal


def _money(text, currency):
    units = exact(Decimal(parse_decimal(text)), currency)
    if units is None:
        raise Unreadable("The currency has fewer decimals.")
    return units
