"""Acts on many slips: the row first, the work in portions, and the way back."""

from sqlalchemy import select

from app.commerce.desk.acts import ACTS, take_back
from app.commerce.desk.model import SlipBatch
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform import jobs
from app.platform.audit import record
from app.records.kit.acting import packed

PORTION = 500
JOB = "commerce.desk.work_through"


def begin(act, slip_ids, content, *, by=None):
    """Ask for an act on slips: few are worked through at once, many by a job. Returns the SlipBatch.

    Raises Rejected when nothing was chosen or the act lacks something (a reason, a day).
    """
    by = by or context.actor()
    ids = list(dict.fromkeys(slip_ids))
    if not ids:
        raise Rejected("Choose at least one slip.")
    if act not in ACTS:
        raise Rejected("This cannot be done to slips.")
    if act == "hold" and not content.get("reason", "").strip():
        raise Rejected("Please say why the slip is put on hold.", "reason")
    batch = SlipBatch(
        act=act,
        content=content,
        slip_ids=ids,
        started_by_id=by.id,
        started_by_name=by.name,
        created_at=clock.now(),
    )
    session.add(batch)
    record("slip_batch.begun", batch, by=by, label=act, slips=len(ids))
    session.flush()
    if len(ids) <= PORTION:
        work_through(batch)
    else:
        batch.job_id = jobs.after_commit(JOB, batch_id=batch.id, who=packed(by)).id
    return batch


def work_through(batch):
    """Work through the next portion of a batch. Returns whether something is left."""
    portion = batch.slip_ids[batch.done : batch.done + PORTION]
    batch.state = "running"
    done = ACTS[batch.act](portion, batch.content)
    batch.moved = [*batch.moved, *([str(one), before, to] for one, before, to in done.moved)]
    batch.refused = batch.refused | {str(one): code for one, code in done.refused.items()}
    batch.done += len(portion)
    if batch.done < batch.total:
        return True
    batch.state, batch.finished_at = "done", clock.now()
    return False


def undo(batch, *, by=None):
    """Take an act back: slips that stand where it put them return. Returns Moved. Raises Conflict the second time."""
    by = by or context.actor()
    session.refresh(batch, with_for_update=True)
    if batch.undone_at is not None or batch.state != "done":
        raise Conflict("This was taken back already.")
    done = take_back(batch.moved)
    batch.undone_at, batch.undone_by_name = clock.now(), by.name
    record("slip_batch.undone", batch, by=by, label=batch.act, slips=len(done.moved))
    return done


def batch_of(batch_id):
    """The batch with that id."""
    return session.scalars(select(SlipBatch).where(SlipBatch.id == batch_id)).one()
