"""A file of records on its way in: taken, matched, looked at, run."""

import io
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.events import publish
from app.kernel.i18n import translate
from app.kernel.tabular import read_table, write_csv
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs import running
from app.platform.jobs.model import Job
from app.platform.storage import keep, keep_bytes, opened
from app.records.imports import matching
from app.records.imports.model import Import
from app.records.imports.planning import Planner, Refused
from app.records.imports.staging import Stage
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.shaping import shaped

LARGEST = 60 * 1024 * 1024
LOOKED_AT = 5_000
SHOWN = 20


def upload(kind, stream, file_name):
    """Keep the file, read its header, propose a match. Raises Rejected for what is no table. Returns the Import."""
    file = keep(stream, file_name, purpose="import", limit=LARGEST)
    session.flush()  # the import refers to the file
    who = context.actor()
    with _table_of(kind, file.id) as table:
        if not any(table.header):
            raise Rejected("The file has no header. Its first row must name the columns.", "file")
        mapping = matching.propose(kind, table.header)
        if not mapping:
            raise Rejected(
                "No column of this file is known, so its first row is perhaps no header. Add a first row that "
                "names the columns, such as %(names)s.",
                "file",
                names=", ".join(translate(kind.fields[name].label) for name in (kind.key, kind.title)),
            )
        made = Import(
            record_type=kind.name,
            file_id=file.id,
            file_name=file.name,
            encoding=table.encoding,
            line_count=table.line_count,
            header=table.header,
            mapping=mapping,
            state="draft",
            started_by_id=who.id,
            started_by_name=who.name,
        )
    session.add(made)
    file.subject_type, file.subject_id = Import.__tablename__, made.id
    return made


@contextmanager
def _table_of(kind, file_id):
    file, content = opened(file_id)
    if file is None:
        raise Permanent("the file of this import is gone")
    with content:
        yield read_table(content, file.name, expected=matching.known_names(kind))


def match(kind, made, mapping):
    """Settle which column is which field, and remember it for the next file of this shape. Raises Rejected."""
    _only_draft(made)
    made.mapping = matching.checked(kind, made.header, mapping)
    matching.remember(kind, made.header, made.mapping)


def _only_draft(made):
    if made.state != "draft":
        raise Rejected("This file has already been taken in. Choose the file again to take it in once more.")


@dataclass
class Preview:
    """What the first rows would do; `whole` when that is all of them. `rows`: outcome and Planned."""

    counts: dict = field(
        default_factory=lambda: dict.fromkeys(("created", "updated", "unchanged", "refused"), 0)
    )
    rows: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    whole: bool = True
    trouble: str | None = None


def preview(kind, made):
    """Plan the first five thousand rows without writing anything."""
    seen = Preview()
    try:
        matching.checked(kind, made.header, made.mapping)
        with _table_of(kind, made.file_id) as table:
            rows = iter(table.rows)
            for chunk in Planner(kind, made.mapping).chunks(islice(rows, LOOKED_AT)):
                _count(seen.counts, chunk)
                seen.rows += [("created", one) for one in chunk.created] + [
                    ("updated", one) for one in chunk.updated
                ]
                seen.refused += chunk.refused
            seen.whole = next(rows, None) is None
            seen.refused += _unreadable(table)
    except Rejected as refused:
        seen.trouble = str(refused)
    seen.counts["refused"] = len(seen.refused)
    seen.refused.sort(key=lambda one: one.line)
    seen.rows = sorted(seen.rows, key=lambda one: one[1].line)[:SHOWN]
    return seen


def _count(counts, chunk):
    counts["created"] += len(chunk.created)
    counts["updated"] += len(chunk.updated)
    counts["unchanged"] += chunk.unchanged


def _unreadable(table):
    return [Refused(one.number, [one.shown], str(one.reason)) for one in table.refused]


def start(kind, made):
    """Take the file in, in the background. Starting twice is starting once."""
    matching.checked(kind, made.header, made.mapping)
    claimed = session.execute(
        update(Import).where(Import.id == made.id, Import.state == "draft").values(state="pending")
    )
    if claimed.rowcount != 1:
        return
    session.refresh(made)
    job = jobs.after_commit(
        "records.imports.take_in", subject_id=made.id, import_id=made.id, locale=context.actor().locale
    )
    made.job_id = job.id
    record(f"{kind.name}.import_started", made, label=made.file_name)


def cancel(made):
    """Stop an import that is not finished: nothing of it stays. A finished one is left alone."""
    stopped = session.execute(
        update(Import)
        .where(Import.id == made.id, Import.state.in_(("draft", "pending")))
        .values(state="cancelled", finished_at=clock.now())
    )
    if stopped.rowcount and made.job_id:
        waiting = Job.state.in_(("pending", "running"))
        session.execute(update(Job).where(Job.id == made.job_id, waiting).values(state="cancelled"))
    session.refresh(made)


def take_in(import_id):
    """Run an import as one transaction: all valid rows, or (killed, cancelled) none. Finished ones are left alone."""
    made = session.get(Import, (context.tenant_id(), uuid.UUID(str(import_id))))
    if made is None:
        raise Permanent("the import is gone")
    if made.state != "pending":
        return
    kind = shaped(RECORD_TYPES[made.record_type])
    counts, refused = _run(kind, made)
    counts["refused"] = len(refused)
    finished = session.execute(
        update(Import)
        .where(Import.id == made.id, Import.state == "pending")
        .values(
            state="done", counts=counts, finished_at=clock.now(), refused_file_id=_refused_file(made, refused)
        )
    )
    if finished.rowcount != 1:
        raise running.Cancelled
    record(f"{kind.name}.import_finished", made, label=made.file_name, **counts)
    publish("records.imported", kind=kind, made=made, counts=counts)


def _run(kind, made):
    counts, refused, done = dict.fromkeys(("created", "updated", "unchanged"), 0), [], 0
    stage = Stage(kind, {"import": str(made.id), "file": made.file_name})
    with _table_of(kind, made.file_id) as table:
        for chunk in Planner(kind, made.mapping).chunks(table.rows):
            stage.create(chunk.created)
            stage.update(chunk.updated)
            _count(counts, chunk)
            refused += chunk.refused
            done += chunk.lines
            if made.job_id:
                running.progress(made.job_id, done, max(table.line_count - 1, done))
        refused += _unreadable(table)
    return counts, sorted(refused, key=lambda one: one.line)


def _refused_file(made, refused):
    """The refused rows as they came, the reason in an added column, in the file's own encoding."""
    if not refused:
        return None
    width, out = len(made.header), io.BytesIO()
    header = [*made.header, translate("Reason")]
    rows = ([*(one.cells + [""] * width)[:width], one.reason] for one in refused)
    encoding = "cp932" if made.encoding == "cp932" else "utf-8-sig"
    write_csv(out, header, rows, encoding=encoding, on_unwritable="mark")
    stem = made.file_name.rpartition(".")[0] or made.file_name
    name = translate("%(file)s_refused.csv", file=stem)
    kept = keep_bytes(out.getvalue(), name, subject=made, purpose="import", limit=10 * LARGEST)
    session.flush()  # the import refers to the file
    return kept.id
