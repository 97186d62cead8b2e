"""A file of records on its way in: taken, matched, run, stopped."""

import uuid
from contextlib import suppress
from itertools import chain

from sqlalchemy import select, update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.events import publish
from app.kernel.i18n import translate
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs import running
from app.platform.jobs.model import Job
from app.platform.storage import keep
from app.records.imports import findings, matching
from app.records.imports.files import LARGEST, refused_file, table_of, unreadable
from app.records.imports.keys import rules_of
from app.records.imports.lines import lines_of
from app.records.imports.looking import OUTCOMES, numbers
from app.records.imports.model import MODES, Import, ImportChange
from app.records.imports.planning import Planner
from app.records.imports.replacing import left_over
from app.records.imports.sources import apply
from app.records.imports.staging import Stage
from app.records.imports.weighing import weight_of
from app.records.kit.acting import packed
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.shaping import shaped


def upload(kind, stream, file_name, source=None):
    """Keep the file, read its header, propose a match (of `source`, an ImportSource, when one was chosen).

    Raises Rejected for what is no table, or holds no rows. Returns the Import.
    """
    file = keep(stream, file_name, purpose="import", limit=LARGEST)
    session.flush()  # the import refers to the file
    who = context.actor()
    with table_of(kind, file.id) as table:
        made = Import(
            record_type=kind.name,
            file_id=file.id,
            file_name=file.name,
            encoding=table.encoding,
            line_count=table.line_count,
            header=table.header,
            mapping=_proposed(kind, table),
            state="draft",
            started_by_id=who.id,
            started_by_name=who.name,
        )
    if source is not None:
        apply(kind, made, source)
    session.add(made)
    file.subject_type, file.subject_id = Import.__tablename__, made.id
    return made


def _proposed(kind, table):
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
    if next(table.rows, None) is None and not table.refused:
        raise Rejected("The file has a header but no rows below it.", "file")
    return mapping


def match(kind, made, mapping, *, mode="both", key="", whole=False):
    """Settle which column is which field and how rows go in; remembered for the next file of this shape.

    A file that replaces months goes in as a whole, and its rows are recognised by the key. Raises Rejected.
    """
    _only_draft(made)
    if mode not in MODES or (mode == "replace" and not kind.spanned):
        raise Rejected("Choose what may happen to the records.")
    if mode == "replace":
        key, whole = kind.key, True
    made.mode, made.whole, made.key_field = mode, whole, "" if key == kind.key else key
    rules = rules_of(kind, made)
    made.mapping = matching.checked(kind, made.header, mapping, rules.key)
    matching.remember(kind, made.header, made.mapping)
    _stop_looking(made)


def _only_draft(made):
    if made.state != "draft":
        raise Rejected("This file has already been taken in. Choose the file again to take it in once more.")


def _stop_looking(made):
    if made.look_job_id:
        _stop(made.look_job_id)
        made.look_job_id = None


def _stop(job_id):
    waiting = Job.state.in_(("pending", "running"))
    session.execute(update(Job).where(Job.id == job_id, waiting).values(state="cancelled"))


def start(kind, made, *, sure=False):
    """Take the file in, in the background. Starting twice is starting once.

    Raises Rejected where it would hand very many records over and nobody said that they are `sure`.
    """
    if not sure and weight_of(kind, made) is not None:
        raise Rejected("Confirm that so many records are to change.", "sure")
    matching.checked(kind, made.header, made.mapping, rules_of(kind, made).key)
    claimed = session.execute(
        update(Import).where(Import.id == made.id, Import.state == "draft").values(state="pending")
    )
    if claimed.rowcount != 1:
        return
    session.refresh(made)
    _stop_looking(made)
    job = jobs.after_commit(
        "records.imports.take_in", subject_id=made.id, import_id=made.id, who=packed(context.actor())
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
    if stopped.rowcount:
        _stop_looking(made)
        if made.job_id:
            _stop(made.job_id)
    session.refresh(made)


def take_in(import_id):
    """Run an import as one transaction: all valid rows, or (killed, cancelled) none. Finished ones are left alone.

    With `whole`, one refused row keeps all rows out.
    """
    made = session.get(Import, (context.tenant_id(), uuid.UUID(str(import_id))))
    if made is None:
        raise Permanent("the import is gone")
    if made.state != "pending":
        return
    kind = shaped(RECORD_TYPES[made.record_type])
    counts, refused = _run(kind, made)
    facts = {"state": "done", "error": None}
    if made.whole and refused:
        counts = {**counts, "created": 0, "updated": 0}
        counts.pop("removed", None)
        said = translate(
            "%(n)s rows were refused, and the file was to go in as a whole.", n=f"{len(refused):,}"
        )
        facts = {"state": "failed", "error": said}
    _finish(kind, made, counts, refused, facts)


def _finish(kind, made, counts, refused, facts):
    facts |= {"counts": counts, "finished_at": clock.now(), "refused_file_id": refused_file(made, refused)}
    finished = session.execute(
        update(Import).where(Import.id == made.id, Import.state == "pending").values(**facts)
    )
    if finished.rowcount != 1:
        raise running.Cancelled
    findings.clear(made.id)
    record(f"{kind.name}.import_finished", made, label=made.file_name, **counts)
    publish("records.imported", kind=kind, made=made, counts=counts)
    changed = select(ImportChange.record_id).where(
        ImportChange.import_id == made.id, ImportChange.before.is_not(None)
    )
    publish("records.run_finished", kind=kind, verb="changed", ids=changed)


class _NotWhole(Exception):
    """A row of a file that was to go in as a whole is refused: what the others wrote goes back."""


def _run(kind, made):
    counts, refused = dict.fromkeys(OUTCOMES, 0), []
    with suppress(_NotWhole), session.begin_nested():
        stage = Stage(kind, {"import": str(made.id), "file": made.file_name}, made.id)
        planner = Planner(kind, made.mapping, rules_of(kind, made))
        with table_of(kind, made.file_id) as table:
            for chunk in chain(planner.chunks(table.rows), left_over(planner)):
                if not (made.whole and refused):
                    stage.create(chunk.created)
                    stage.update(chunk.updated)
                    if chunk.removed:
                        stage.update(chunk.removed, "archived")
                _count(made, table, chunk, counts, refused)
            refused += unreadable(table)
        lines = lines_of(kind, made, write=True)
        counts["updated"], refused = counts["updated"] + len(lines.changed), refused + lines.refused
        if made.whole and refused:
            raise _NotWhole
    counts["refused"] = len(refused)
    return counts, sorted(refused, key=lambda one: one.line)


def _count(made, table, chunk, counts, refused):
    refused += chunk.refused
    for name, n in numbers(chunk).items():
        counts[name] = counts.get(name, 0) + n
    done = sum(counts.values())
    if made.job_id:
        running.progress(made.job_id, done, max(table.line_count - 1, done))
