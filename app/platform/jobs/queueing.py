"""Row first, bell second: a job exists when its transaction is committed, and never otherwise."""

import datetime as dt
import uuid

from app.kernel import context, db
from app.kernel.clock import now
from app.kernel.ids import new_id
from app.platform.jobs import bell
from app.platform.jobs.model import Job, JobBell
from app.platform.jobs.registry import registered


def after_commit(name, *, subject_id=None, **arguments):
    """Do the job `name` as soon as the present transaction is committed. Returns the Job row.

    Arguments are ids and plain values (they are stored as JSON). `subject_id` lets a page find the job.
    """
    return at(now(), name, subject_id=subject_id, **arguments)


def at(moment, name, *, subject_id=None, **arguments):
    """Do the job `name` at `moment` (aware) or soon after."""
    kind = registered[name]
    job = Job(
        id=new_id(),
        name=name,
        queue=kind.queue,
        arguments={key: _plain(value) for key, value in arguments.items()},
        subject_id=subject_id,
        started_by_id=context.actor().id,
        due_at=moment,
    )
    tenant_id = context.tenant_id()
    db.session.add(job)
    db.session.add(JobBell(tenant_id=tenant_id, job_id=job.id, queue=kind.queue, due_at=moment))
    if moment <= now():
        db.after_commit(bell.ring, (tenant_id, job.id, kind.queue))
    return job


def _plain(value):
    if isinstance(value, uuid.UUID | dt.date):
        return str(value)
    return value
