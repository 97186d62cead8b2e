"""Long label files are looked at and made by a job, short ones at once. The job's row says how far it is."""

from sqlalchemy import select

from app.commerce.labels import batching
from app.commerce.labels.model import LabelBatch
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Conflict
from app.platform import jobs
from app.platform.jobs import Job, running
from app.records.kit.acting import packed

AT_ONCE = 500
"""Labels that are written while somebody waits."""
JOB = "commerce.labels.work"


def job_of(batch):
    """The last job about a batch, or None."""
    about = select(Job).where(Job.subject_id == batch.id, Job.name == JOB)
    return session.scalars(about.order_by(Job.created_at.desc(), Job.id.desc()).limit(1)).one_or_none()


def free(batch):
    """Raise Conflict while a job is at the batch: nothing of it may change under its hands."""
    job = job_of(batch)
    if job is not None and not job.finished:
        raise Conflict("These labels are being worked on. Please wait until that is done.")


def open_batch(slip_ids, account, ship_on):
    """As `batching.open_batch`; of many slips the labels are looked at by a job."""
    asked = list(dict.fromkeys(slip_ids))
    looked = len(asked) <= AT_ONCE
    opened = batching.open_batch(asked, account, ship_on, looked=looked)
    if opened.batch is not None and not looked:
        _ask(opened.batch, "look")
    return opened


def look_again(batch):
    """Look at a draft whose look did not come to its end."""
    free(batch)
    _ask(batch, "look")


def make(batch):
    """As `batching.make`; many labels are made by a job, and the answer is None."""
    free(batch)
    if batch.label_count <= AT_ONCE:
        return batching.make(batch)
    _ask(batch, "make")
    return None


def _ask(batch, act):
    jobs.after_commit(JOB, subject_id=batch.id, batch_id=batch.id, act=act, who=packed(context.actor()))


def work(batch_id, act):
    """The job itself: all of it or, when killed, nothing."""
    batch = session.scalars(select(LabelBatch).where(LabelBatch.id == batch_id).with_for_update()).one()
    job = job_of(batch)

    def said(done):
        running.progress(job.id, done, batch.label_count)

    if act == "make":
        batching.make(batch, said=said)
    elif batch.status == "draft":
        batching.look(batch, said=said)
