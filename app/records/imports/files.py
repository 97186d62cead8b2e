"""The file of an import, opened; and the refused rows, handed back as they came."""

import io
from contextlib import contextmanager

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError

from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.i18n import translate
from app.kernel.tabular import read_table, write_csv, write_xlsx
from app.platform.storage import keep_bytes, opened
from app.records.imports import matching
from app.records.imports.headers import below_titles
from app.records.imports.planning import Refused

LARGEST = 60 * 1024 * 1024
WIDEST = 500
MARKED = 10_000
"""More refused rows than this go back without marks in their cells: the reason stands in its column anyhow."""
_BAD = PatternFill("solid", fgColor="FFF3D6CF")


@contextmanager
def table_of(kind, file_id):
    """The table of a stored file. Raises Permanent when the file is gone, Rejected when it is no table."""
    file, content = opened(file_id)
    if file is None:
        raise Permanent("the file of this import is gone")
    with content:
        table = read_table(content, file.name, expected=matching.known_names(kind))
        width = sum(1 for name in table.header if name)
        if width > WIDEST:
            raise Rejected(
                "The file has %(n)s columns; %(most)s are the most. Delete those that are not needed.",
                "file",
                n=width,
                most=WIDEST,
            )
        table.rows = below_titles(iter(table.rows))
        yield table


def unreadable(table):
    """Lines that could not even be read, as Refused."""
    return [Refused(one.number, [one.shown], str(one.reason)) for one in table.refused]


def refused_file(made, refused):
    """Keep the refused rows with their reasons as a file of the kind that came. Returns its id, or None."""
    if not refused:
        return None
    content, ending = refused_bytes(made, refused)
    stem = made.file_name.rpartition(".")[0] or made.file_name
    name = translate("%(file)s_refused.csv", file=stem).removesuffix("csv") + ending
    kept = keep_bytes(content, name, subject=made, purpose="import", limit=10 * LARGEST)
    session.flush()  # the import refers to the file
    return kept.id


def refused_bytes(made, refused):
    """`(content, ending)` of the file of refused rows: the columns as they came, the reason in an added one."""
    header = [*made.header, translate("Reason")]
    width, out = len(made.header), io.BytesIO()
    rows = ([*(one.cells + [""] * width)[:width], one.reason] for one in refused)
    if made.encoding == "xlsx":
        if len(refused) > MARKED:
            write_xlsx(out, header, rows)
        else:
            _write_marked(out, header, rows, refused)
        return out.getvalue(), "xlsx"
    encoding = "cp932" if made.encoding == "cp932" else "utf-8-sig"
    write_csv(out, header, rows, encoding=encoding, on_unwritable="mark")
    return out.getvalue(), "csv"


def _write_marked(out, header, rows, refused):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(translate("Refused rows"))
    sheet.freeze_panes = "A2"
    sheet.append(header)
    for row, one in zip(rows, refused, strict=True):
        cells = [_cell(sheet, value) for value in row]
        for column in one.columns:
            cells[column].fill = _BAD
            cells[column].comment = Comment(one.reason, "Choba", width=320, height=90)
        cells[-1].fill = _BAD
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(refused) + 1}"
    book.save(out)


def _cell(sheet, value):
    """A cell with text, which stays text also when it looks like a formula."""
    try:
        cell = WriteOnlyCell(sheet, value=value)
    except IllegalCharacterError:
        cell = WriteOnlyCell(sheet, value="".join(letter for letter in value if letter.isprintable()))
    cell.data_type = "s"
    return cell
