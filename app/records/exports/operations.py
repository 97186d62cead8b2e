"""Making a file of what a list shows."""

import tempfile
import uuid

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent
from app.kernel.i18n import translate
from app.kernel.tabular import write_csv, write_xlsx
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs import running
from app.platform.jobs.model import Job
from app.platform.storage import keep
from app.records.exports.model import Export
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.reading import written
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_again
from app.records.lists.queries import count, stream

LARGEST = 1024 * 1024 * 1024
_ENDINGS = {"cp932": "csv", "utf8": "csv", "xlsx": "xlsx"}
_FORMATS = {"price": "#,##0.####", "yen": "#,##0", "date": "yyyy/mm/dd"}


def ask_for(kind, question, *, file_format, columns):
    """An Export row and the job that makes its file. `columns` is `list` or `all`."""
    who = context.actor()
    export = Export(
        record_type=kind.name,
        format=file_format,
        question={**question.address(), "export": columns},
        started_by_id=who.id,
        state="pending",
    )
    session.add(export)
    session.flush()  # the job row names it
    job = jobs.after_commit(
        "records.exports.make", subject_id=export.id, export_id=export.id, locale=who.locale
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
    kind = shaped(RECORD_TYPES[export.record_type])
    names = chosen_columns(kind, export.question)
    with tempfile.TemporaryFile() as file:
        done = _write(file, export, kind, names)
        file.seek(0)
        name = f"{translate(kind.plural)}_{clock.now().astimezone(clock.JST):%Y%m%d_%H%M}.{_ENDINGS[export.format]}"
        kept = keep(file, name, subject=export, purpose="export", limit=LARGEST)
    session.flush()  # the export refers to the file
    export.file_id, export.rows, export.state = kept.id, done.rows, "done"
    export.lost = [[one.row, one.column, one.letters] for one in done.lost[:100]]
    export.finished_at = clock.now()
    return export


def chosen_columns(kind, kept):
    """Names of the columns to write: those the list showed, or every field; the state last."""
    if kept.get("export") == "all":
        return [*(one.name for one in kind.fields.values() if one.imported or one.formula), "state"]
    return [*(question_again(kind, kept).columns or kind.columns), "state"]


def _write(file, export, kind, names):
    header = [translate(kind.fields[name].label) if name != "state" else translate("State") for name in names]
    rows = _rows(export, kind, names)
    if export.format == "xlsx":
        formats = {
            title: _FORMATS[kind.fields[name].kind]
            for name, title in zip(names, header, strict=True)
            if name in kind.fields and kind.fields[name].kind in _FORMATS
        }
        return write_xlsx(file, header, rows, sheet=translate(kind.plural), formats=formats)
    encoding = "cp932" if export.format == "cp932" else "utf-8-sig"
    return write_csv(file, header, rows, encoding=encoding, on_unwritable="mark")


def _rows(export, kind, names):
    question = question_again(kind, export.question)
    job = session.get(Job, (context.tenant_id(), export.job_id)) if export.job_id else None
    total, done = count(kind, question), 0
    writers = [_writer(kind, name) for name in names]
    for part in stream(kind, question, names):
        for row in part:
            yield [write(value) if write else value for write, value in zip(writers, row, strict=True)]
        done += len(part)
        if job is not None and job.state == "running":
            running.progress(job.id, done, max(total, done))


def _writer(kind, name):
    """Function value → cell, or None when the value is written as it is."""
    if name == "state":
        labels = {one.value: translate(one.label) for one in kind.states}
        return labels.__getitem__
    field = kind.fields[name]
    if field.kind == "choice":
        labels = {value: translate(label) for value, label in field.labels().items()}
        return lambda value: labels.get(value, value)
    return (lambda value: written(field, value)) if field.kind in ("bool", "many", "datetime") else None
