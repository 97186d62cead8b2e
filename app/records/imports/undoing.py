"""Taking a whole import back: rows that nobody has touched since get their former values, new ones are archived."""

import datetime as dt
import uuid

from sqlalchemy import delete, select, update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.events import publish
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs import running
from app.records.imports import present
from app.records.imports.keeping import known_again
from app.records.imports.model import Import, ImportChange
from app.records.imports.planning import CHUNK, Planned
from app.records.imports.staging import Stage
from app.records.kit.acting import packed
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.extras import held
from app.records.kit.model import ARCHIVED
from app.records.layouts.shaping import shaped

DAYS = 30
WROTE = ("created", "updated", "removed")


def can_be_undone(made):
    """Whether the import wrote rows less than thirty days ago and was not taken back yet."""
    wrote = made.state == "done" and any(made.counts.get(name) for name in WROTE)
    return bool(
        wrote
        and made.undone_at is None
        and made.undo_job_id is None
        and clock.now() - made.finished_at < dt.timedelta(days=DAYS)
    )


def undo(kind, made):
    """Take the import back, in the background. Raises Rejected when it is too late; twice is once."""
    session.refresh(made, with_for_update=True)
    if made.undo_job_id or made.undone_at:
        return
    if not can_be_undone(made):
        raise Rejected("An import can be taken back for %(n)s days.", n=DAYS)
    job = jobs.after_commit(
        "records.imports.take_back", subject_id=made.id, import_id=made.id, who=packed(context.actor())
    )
    made.undo_job_id = job.id


def take_back(import_id):
    """The background's part of `undo`, as one transaction; one that is taken back already is left alone."""
    made = session.get(Import, (context.tenant_id(), uuid.UUID(str(import_id))))
    if made is None:
        raise Permanent("the import is gone")
    if made.undone_at is not None:
        return
    kind = shaped(RECORD_TYPES[made.record_type])
    counts, done = {"reverted": 0, "archived": 0, "left": 0}, 0
    stage = Stage(kind, {"import": str(made.id), "file": made.file_name, "undone": True})
    total = sum(made.counts.get(name, 0) for name in WROTE)
    for changes in _changes_of(made):
        _revert(kind, stage, changes, counts)
        done += len(changes)
        running.progress(made.undo_job_id, done, total)
    made.undone_at, made.undone_by_name, made.undo_counts = clock.now(), context.actor().name, counts
    record(f"{kind.name}.import_undone", made, label=made.file_name, **counts)
    back = select(ImportChange.record_id).where(ImportChange.import_id == made.id, ImportChange.undone)
    publish("records.run_finished", kind=kind, verb="changed", ids=back)


def _changes_of(made):
    after = uuid.UUID(int=0)
    columns = (ImportChange.id, ImportChange.record_id, ImportChange.version, ImportChange.before)
    ordered = select(*columns).where(ImportChange.import_id == made.id).order_by(ImportChange.record_id)
    while part := session.execute(ordered.where(ImportChange.record_id > after).limit(CHUNK)).all():
        yield part
        after = part[-1].record_id


def _revert(kind, stage, changes, counts):
    names = {name for one in changes for name in one.before or () if name in kind.fields}
    found = present.rows(kind).where(kind.model.id.in_([one.record_id for one in changes]))
    now = {row.id: row for row in session.execute(found) if row.known}
    alike = [(one, now[one.record_id]) for one in changes if _untouched(one, now.get(one.record_id))]
    back = [_former(kind, names, row, one.before) for one, row in alike if one.before is not None]
    away = [_put_away(kind, row) for one, row in alike if one.before is None]
    stage.update(back)
    stage.update(away, "archived")
    session.execute(
        update(ImportChange).where(ImportChange.id.in_([one.id for one, _row in alike])).values(undone=True)
    )
    counts["reverted"] += len(back)
    counts["archived"] += len(away)
    counts["left"] += len(changes) - len(alike)


def _untouched(change, row):
    return row is not None and row.version == change.version


def _former(kind, names, row, before):
    values, columns = known_again(kind, before)
    now = {name: held(row, kind.fields[name]) for name in names}
    changes = {name: [now[name], value] for name, value in values.items()}
    if columns:
        changes["state"] = [row.state, columns["state"]]
    return Planned(0, now | values, row, changes, columns)


def _put_away(kind, row):
    return Planned(0, {}, row, {}, {"state": ARCHIVED, "archived_from": row.state})


def left_of(made):
    """Select of the changes that taking back left as they are, because somebody touched the rows since."""
    return select(ImportChange).where(ImportChange.import_id == made.id, ~ImportChange.undone)


def forget_old():
    """Drop what was kept to take back imports that are too old for it."""
    too_late = clock.now() - dt.timedelta(days=DAYS)
    old = select(Import.id).where(Import.finished_at < too_late)
    session.execute(delete(ImportChange).where(ImportChange.import_id.in_(old)))
