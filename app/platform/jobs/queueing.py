"""Row first, bell second: a job exists when its transaction is committed, and never otherwise."""

import datetime as dt
import uuid

from sqlalchemy import insert, select

from app.kernel import context, db, tenancy
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


def once(name, *, subject_id, **arguments):
    """Ask now for the job `name` about a subject, unless one like it waits already. Returns whether it was asked for.

    For after a commit, in a transaction of its own: whoever waits already starts later than that commit, and sees it.
    """
    kind, tenant_id, moment = registered[name], context.tenant_id(), now()
    like_it = (Job.name == name, Job.subject_id == subject_id, Job.state == "pending", Job.due_at <= moment)
    with tenancy.apart(tenant_id) as own:
        if own.scalar(select(Job.id).where(*like_it).limit(1)):
            return False
        job_id, common = new_id(), {"tenant_id": tenant_id, "queue": kind.queue, "due_at": moment}
        plain = {key: _plain(value) for key, value in arguments.items()}
        row = {
            "id": job_id,
            "name": name,
            "arguments": plain,
            "subject_id": subject_id,
            "started_by_id": None,
        }
        own.execute(insert(Job).values(**common, **row))
        own.execute(insert(JobBell).values(**common, job_id=job_id))
    bell.ring([(tenant_id, job_id, kind.queue)])
    return True


def under_way(subject_id):
    """Whether a job about that subject waits or runs."""
    found = select(Job.id).where(Job.subject_id == subject_id, Job.state.in_(("pending", "running")))
    return db.session.scalar(found.limit(1)) is not None


def _plain(value):
    if isinstance(value, uuid.UUID | dt.date):
        return str(value)
    return value
