"""Asking for a change of many records, carrying it out, undoing it, forgetting what it replaced."""

import uuid

from sqlalchemy import update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Permanent, Rejected
from app.kernel.events import publish
from app.kernel.i18n import translate
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs import running
from app.records.bin.operations import KEPT, purge
from app.records.changes import queries, snapshots
from app.records.changes.applying import apply
from app.records.changes.model import ChangedRecord, ChangeSet
from app.records.changes.undoing import revert
from app.records.changes.works import rows_of
from app.records.kit.acting import packed
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_again

AT_ONCE = 50
MOST = 100_000
VERBS = {"archive": "archived", "delete": "archived", "restore": "restored"}
"""What happened to the records that are still there; any other action changed them."""
CHUNK = 500


def ask_for(kind, question, action, content=None, later=None):
    """A change of all rows that `question` finds: few at once, many by a job. Raises Rejected for none or too many.

    `later`: the moment at which a job does it, to the rows that answer then.
    """
    ids = queries.chosen_ids(kind, question, AT_ONCE, rows_of(kind, action, content or {}))
    if not ids and not question.ids:
        raise Rejected("No row answers any more. Choose again.")
    change = _new(kind, action, content=content or {}, question=question.address())
    if later or len(ids) > AT_ONCE:
        return _queue(change, later)
    carry_out(change)
    return change


def undo(kind, change):
    """Take a change back as far as nobody touched its records since. Raises Conflict when somebody did so already."""
    session.refresh(change, with_for_update=True)
    if not change.open_to_undo:
        raise Rejected("This change cannot be undone any more.")
    if queries.undo_of(change) is not None:
        raise Conflict("This change has been undone already.")
    made = _new(kind, "undo", undoes_id=change.id)
    if change.counts["done"] > AT_ONCE:
        return _queue(made)
    carry_out(made)
    return made


def _new(kind, action, **facts):
    who = context.actor()
    change = ChangeSet(
        record_type=kind.name,
        action=action,
        started_by_id=who.id,
        started_by_name=who.name,
        created_at=clock.now(),
        **facts,
    )
    session.add(change)
    session.flush()  # its records name it
    return change


def _queue(change, later=None):
    facts = {"subject_id": change.id, "change_id": change.id, "who": packed(context.actor())}
    name = "records.changes.carry_out"
    job = jobs.at(later, name, **facts) if later else jobs.after_commit(name, **facts)
    change.job_id = job.id
    return change


def stop(change):
    """Ask a change that a job carries out to end after the rows at hand: what is done stays. Not for an undo.

    Returns whether it was still under way.
    """
    waiting = ChangeSet.state == "pending", ChangeSet.action != "undo", ChangeSet.job_id.is_not(None)
    asked = update(ChangeSet).where(ChangeSet.id == change.id, *waiting).values(state="cancelled")
    found = session.execute(asked).rowcount == 1
    session.refresh(change)
    if found and session.get(jobs.Job, (change.tenant_id, change.job_id)).due_at > clock.now():
        change.finished_at = clock.now()  # the job has not begun, and finds nothing to do
    return found


def change_of(change_id):
    """The ChangeSet with that id. Raises Permanent when it is gone."""
    change = session.get(ChangeSet, (context.tenant_id(), uuid.UUID(str(change_id))))
    if change is None:
        raise Permanent("the change is gone")
    return change


def carry_out(change):
    """Do what was asked, chunk by chunk in one transaction: killed, nothing stays and the next worker begins again."""
    if change.finished_at is not None:
        return
    kind = shaped(RECORD_TYPES[change.record_type])
    undone = change_of(change.undoes_id) if change.undoes_id else None
    ids = queries.ids_done(undone) if undone else _selected(kind, change)
    for start in range(0, len(ids), CHUNK):
        if change.job_id and queries.is_stopped(change):
            change.state = "cancelled"
            break
        part = ids[start : start + CHUNK]
        if undone:
            revert(kind, change, undone, part)
        else:
            apply(kind, change, part)
        if change.job_id:
            running.progress(change.job_id, start + len(part), len(ids))
    _finish(kind, change)


def _selected(kind, change):
    question = question_again(kind, change.question)
    ids = queries.chosen_ids(kind, question, MOST, rows_of(kind, change.action, change.content))
    if len(ids) > MOST:
        raise Rejected("These are too many rows for one change. Narrow the list down first.")
    gone = [one for one in question.ids if one not in set(ids)]
    why = translate("It is no longer among the rows of the list, or not within your reach.")
    snapshots.add(change, ((one, "", "refused", why) for one in gone))
    return ids


def _finish(kind, change):
    change.counts, change.finished_at = queries.counted(change), clock.now()
    change.state = "cancelled" if change.state == "cancelled" else "done"
    if change.action != "undo":
        change.expires_at = clock.now() + KEPT
        jobs.at(change.expires_at, "records.changes.expire", subject_id=change.id, change_id=change.id)
    session.flush()  # a toast offers to undo it at once
    record(f"{kind.name}.bulk_{change.action}", change, label=str(kind.plural), **change.counts)
    verb = VERBS.get(change.action, "changed")
    publish("records.run_finished", kind=kind, verb=verb, ids=queries.ids_changed(change))
    publish("records.change_finished", kind=kind, change=change)


def expire(change):
    """After thirty days: what it deleted is deleted for good, what it replaced is forgotten."""
    again = purge(change.id)
    if again is not None:
        jobs.at(again, "records.changes.expire", subject_id=change.id, change_id=change.id)
    change.question = {name: value for name, value in change.question.items() if name != "ids"}
    session.execute(update(ChangedRecord).where(ChangedRecord.change_set_id == change.id).values(before={}))


def note_failure(job):
    """The change says why it stopped; nothing of it was kept."""
    session.execute(
        update(ChangeSet)
        .where(ChangeSet.job_id == job.id, ChangeSet.state == "pending")
        .values(state="failed", error=job.error, finished_at=clock.now())
    )
