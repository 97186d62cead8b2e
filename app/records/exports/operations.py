"""Making a file of what a list shows."""

import io
import tempfile
import uuid

from sqlalchemy import func, select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent
from app.kernel.i18n import translate
from app.kernel.tabular import write_csv, write_xlsx
from app.kernel.tabular.workbooks import write_workbook
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs import running
from app.platform.jobs.model import Job
from app.platform.settings import value_of
from app.platform.storage import keep, opened
from app.platform.storage.sealed import keep_sealed, opened_sealed
from app.records.exports.books import BOOK, filled_in, sheets_of
from app.records.exports.columns import chosen, code_list, header_of, writer
from app.records.exports.model import Export
from app.records.kit.acting import packed
from app.records.kit.documents import described
from app.records.kit.figures import excel_format
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_again
from app.records.lists.queries import narrowed, stream

LARGEST = 1024 * 1024 * 1024
NEWLINES = {"crlf": "\r\n", "lf": "\n"}
DAYS = 7
"""How long a file with persons can be fetched."""
QUOTINGS = ("minimal", "all")
_ENDINGS = {"cp932": "csv", "utf8": "csv", "xlsx": "xlsx"}
_FORMATS = {
    "price": "#,##0.####",
    "yen": "#,##0",
    "date": "yyyy/mm/dd",
    "datetime": "yyyy/mm/dd hh:mm",
}


def ask_for(kind, question, *, file_format, columns="list", options=None):
    """An Export row and the job that makes its file, within the reach of who asks.

    `options` as in Export; without `names` in them `columns` says which: `list` or `all`.
    """
    who, book = context.actor(), file_format == BOOK
    file_format = "xlsx" if book else file_format
    export = Export(
        record_type=kind.name,
        format=file_format,
        question={**question.address(), "export": columns},
        options={**(options or {}), **({BOOK: True} if book else {})},
        started_by_id=who.id,
        state="pending",
    )
    session.add(export)
    session.flush()  # the job row names it
    job = jobs.after_commit(
        "records.exports.make", subject_id=export.id, export_id=export.id, who=packed(who)
    )
    export.job_id = job.id
    record(f"{kind.name}.exported", export, label=str(kind.plural), format=file_format)
    return export


def make(export_id):
    """Write the file of an export; again is harmless, a finished one is left alone. Returns the row."""
    export = session.get(Export, (context.tenant_id(), uuid.UUID(str(export_id))))
    if export is None:
        raise Permanent("the export is gone")
    if export.state == "done":
        return export
    kind = shaped(described()[export.record_type])
    with tempfile.TemporaryFile() as file:
        done = _write(file, export, kind)
        file.seek(0)
        name = f"{translate(kind.plural)}_{clock.now().astimezone(clock.JST):%Y%m%d_%H%M}.{_ENDINGS[export.format]}"
        if holds_persons(kind, chosen(kind, export)):
            keep_sealed(file, name, purpose="export", days=DAYS, limit=LARGEST, file_id=export.id)
        else:
            export.file_id = keep(file, name, subject=export, purpose="export", limit=LARGEST).id
    session.flush()  # the export refers to the file
    export.rows, export.state = done.rows, "done"
    export.lost = [[one.row, one.column, one.letters] for one in done.lost[:100]]
    export.finished_at = clock.now()
    return export


def holds_persons(kind, names):
    """Whether a file with these columns tells of persons: it is kept sealed, for some days."""
    return any(name in kind.fields and kind.fields[name].kind == "sealed" for name in names)


def file_of(export):
    """`(file, stream)` of a finished export; `(None, None)` when its days are over."""
    if export.file_id:
        return opened(export.file_id)
    file, content = opened_sealed(export.id)
    return file, content and io.BytesIO(content.read())  # what is sealed is read in this session


def _write(file, export, kind):
    names = chosen(kind, export)
    if export.options.get(BOOK):
        names = filled_in(kind, names)
        question, formats = question_again(kind, export.question), _formats(kind, names, names)
        return write_workbook(file, sheets_of(kind, question, names, _rows(export, kind, names), formats))
    header, rows = header_of(kind, names), _rows(export, kind, names)
    if export.format == "xlsx":
        formats = _formats(kind, names, header)
        codes = (translate("Allowed values"), *code_list(kind, names))
        sheet = translate(kind.plural)
        return write_xlsx(file, header, rows, sheet=sheet, formats=formats, further=[codes])
    return write_csv(
        file,
        header,
        rows,
        encoding="cp932" if export.format == "cp932" else "utf-8-sig",
        newline=NEWLINES[export.options.get("newline", "crlf")],
        quoting=export.options.get("quoting", "minimal"),
        on_unwritable="mark",
    )


def _formats(kind, names, header):
    mark, found = value_of("platform.negative"), {}
    for name, title in zip(names, header, strict=True):
        of = kind.fields.get(name)
        if of is not None and (of.format or of.kind in _FORMATS):
            found[title] = excel_format(of, mark) if of.format else _FORMATS[of.kind]
    return found


def _rows(export, kind, names):
    question = question_again(kind, export.question)
    job = session.get(Job, (context.tenant_id(), export.job_id)) if export.job_id else None
    total, done = count_all(kind, question), 0
    writers = [writer(kind, name, typed=export.format == "xlsx") for name in names]
    for part in stream(kind, question, names, coded=bool(export.options.get(BOOK))):
        for row in part:
            yield [write(value) if write else value for write, value in zip(writers, row, strict=True)]
        done += len(part)
        if job is not None and job.state == "running":
            running.progress(job.id, done, max(total, done))


def count_all(kind, question):
    """How many rows answer, however many: what a file of them will hold."""
    answer = narrowed(kind, question, select(kind.model.id))
    return session.scalar(select(func.count()).select_from(answer.subquery()))
