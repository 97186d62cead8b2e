"""Making the file of a batch, and showing its first rows before."""

import csv
import io
import tempfile
from dataclasses import replace
from functools import partial
from itertools import islice

from sqlalchemy import select

from app.kernel.db import session
from app.platform import storage
from app.platform.jobs import running
from app.platform.settings import value_of
from app.procurement.journals.arranged import Arrangement, Column, write_arranged
from app.procurement.journals.model import JournalVoucher
from app.procurement.journals.sending import as_voucher, tax_words, vouchers_of, with_lines
from app.procurement.journals.yayoi import COLUMNS, tax_name, write_yayoi

LARGEST = 1024 * 1024 * 1024
_STEP = 200


def arrangement_from(kept):
    """The Arrangement of a template's JSON. Raises Rejected for what cannot be written."""
    return Arrangement(columns=tuple(Column(**one) for one in kept["columns"]), **_options(kept))


def _options(kept):
    return {name: value for name, value in kept.items() if name != "columns"}


def write_file(export):
    """Write and keep the file of a pending JournalExport. Rejected when its form cannot hold something."""
    with tempfile.TemporaryFile() as file:
        written = _write(file, export, _counted(export))
        file.seek(0)
        name = f"仕訳_{export.number}.{ending_of(export)}"
        kept = storage.keep(file, name, subject=export, purpose="export", limit=LARGEST)
    session.flush()  # the batch refers to the file
    export.keep_file(kept, rows=written.rows)


def ending_of(export):
    """The ending of the file's name."""
    return export.arrangement["file_type"] if export.form == "arranged" else "txt"


def _write(file, export, rows):
    if export.form == "yayoi":
        return write_yayoi(file, (as_voucher(row) for row in rows), name_of_tax=_yayoi_words())
    arrangement = arrangement_from(export.arrangement)
    vouchers = (as_voucher(row, tax=arrangement.tax) for row in rows)
    return write_arranged(file, vouchers, arrangement, words=tax_words())


def _yayoi_words():
    return partial(tax_name, inclusive_books=value_of("procurement.books_tax") == "inclusive")


def _counted(export):
    for done, row in enumerate(vouchers_of(export), 1):
        yield row
        if export.job_id and done % _STEP == 0:
            running.progress(export.job_id, done, export.voucher_count)


def preview(arrangement, first_on, last_on, *, limit=8):
    """`(header, rows)`: the first rows of what would be written of a period, whatever the vouchers' state.

    `arrangement` None is 弥生インポート形式. Letters the encoding lacks are marked, not refused.
    """
    within = select(JournalVoucher).where(JournalVoucher.posting_on.between(first_on, last_on))
    found = with_lines(
        within.order_by(JournalVoucher.posting_on, JournalVoucher.voucher_no, JournalVoucher.id).limit(limit)
    )
    file = io.BytesIO()
    if arrangement is None:
        vouchers = [as_voucher(row) for row in found]
        write_yayoi(file, vouchers, name_of_tax=_yayoi_words(), on_unwritable="mark")
        return list(COLUMNS), _first(file, "cp932", limit)
    plain = replace(arrangement, file_type="csv", encoding="utf-8", with_header=False)
    vouchers = [as_voucher(row, tax=arrangement.tax) for row in found]
    write_arranged(file, vouchers, plain, words=tax_words(), on_unwritable="mark")
    return [column.header for column in arrangement.columns], _first(file, "utf-8", limit)


def _first(file, encoding, limit):
    lines = io.StringIO(file.getvalue().decode(encoding), newline="")
    return list(islice(csv.reader(lines), limit))
