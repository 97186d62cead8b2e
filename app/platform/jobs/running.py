"""What a worker does with one job: enter the tenant, claim the row, work, commit once."""

import uuid
from contextvars import ContextVar
from datetime import timedelta

import structlog
from sqlalchemy import or_, select, update
from sqlalchemy.exc import OperationalError

from app.kernel import context, tenancy
from app.kernel.clock import now
from app.kernel.db import db
from app.kernel.errors import ChobaError, Transient
from app.kernel.events import publish
from app.platform.jobs import bell
from app.platform.jobs.model import Job, JobBell
from app.platform.jobs.registry import registered

log = structlog.get_logger()
_attempt: ContextVar[int] = ContextVar("attempt", default=0)
"""Which attempt this process makes: whoever lost the lease to a later attempt may not write any more."""


class Cancelled(ChobaError):
    """A person asked this job to stop; the row already says so."""


class Overtaken(ChobaError):
    """The lease ran out and somebody else has taken the job over: what was done here is dropped."""


def run(tenant_id, job_id):
    """Do one job if it is still to be done. Called by RQ with ids as text; harmless when called twice."""
    tenant_id, job_id = uuid.UUID(str(tenant_id)), uuid.UUID(str(job_id))
    structlog.contextvars.bind_contextvars(tenant_id=str(tenant_id), job_id=str(job_id))
    with tenancy.entered(tenant_id):
        job = _claim(job_id)
        if job is None:
            return False
        context.set_origin(context.Origin(request_id=str(job_id), job=job.name))
        _attempt.set(job.attempts)
        try:
            result = registered[job.name].function(**job.arguments)
            _finish(job_id, "done", result=result if isinstance(result, dict) else None)
            db.session.commit()
        except (Cancelled, Overtaken) as stopped:
            db.session.rollback()
            log.info("job stopped", name=job.name, why=type(stopped).__name__)
            return False
        except Exception as trouble:  # noqa: BLE001 -- every failure must land on the row
            db.session.rollback()
            _note_failure(job_id, trouble)
            return False
        return True


def _claim(job_id):
    """The job as ours (committed), or None: done already, not due, or somebody else is at it."""
    moment = now()
    free = or_(
        (Job.state == "pending") & (Job.due_at <= moment),
        (Job.state == "running") & (Job.leased_until < moment),
    )
    job = db.session.scalars(
        update(Job)
        .where(Job.id == job_id, free)
        .values(state="running", attempts=Job.attempts + 1, progress_done=0, error=None)
        .returning(Job)
    ).one_or_none()
    if job is not None:
        job.leased_until = moment + _lease_of(job.name)
        _move_bell(job_id, job.leased_until)
    else:
        _silence_if_over(job_id)
    db.session.commit()
    return job


def _lease_of(name):
    return timedelta(seconds=registered[name].lease)


def _silence_if_over(job_id):
    job = db.session.get(Job, (context.tenant_id(), job_id))
    if job is None or job.finished:
        db.session.query(JobBell).filter_by(tenant_id=context.tenant_id(), job_id=job_id).delete()


def _move_bell(job_id, moment, connection=None):
    (connection or db.session).execute(
        update(JobBell).where(JobBell.tenant_id == context.tenant_id(), JobBell.job_id == job_id)
        .values(due_at=moment)
    )  # fmt: skip


def _finish(job_id, state, **facts):
    """Close the job. Raises Overtaken (Cancelled) when it is not ours any more: its work must not be committed."""
    ours = (Job.id == job_id) & (Job.state == "running") & (Job.attempts == _attempt.get())
    finished = db.session.execute(
        update(Job).where(ours).values(state=state, finished_at=now(), leased_until=None, **facts)
    )
    if finished.rowcount != 1:
        cancelled = db.session.scalar(select(Job.state).where(Job.id == job_id)) == "cancelled"
        raise Cancelled if cancelled else Overtaken
    db.session.query(JobBell).filter_by(tenant_id=context.tenant_id(), job_id=job_id).delete()


def _note_failure(job_id, trouble):
    """Try again later when the failure may pass and attempts are left; else failed, with the reason."""
    job = db.session.get(Job, (context.tenant_id(), job_id), populate_existing=True, with_for_update=True)
    if job.state != "running" or job.attempts != _attempt.get():
        db.session.rollback()
        return
    pauses = registered[job.name].retries
    passing = isinstance(trouble, Transient | OSError | OperationalError)
    log.warning(
        "job failed", name=job.name, attempt=job.attempts, error=type(trouble).__name__, passing=passing
    )
    if passing and job.attempts <= len(pauses):
        due = now() + timedelta(seconds=pauses[job.attempts - 1])
        job.state, job.due_at, job.leased_until, job.error = "pending", due, None, _say(trouble)
        _move_bell(job_id, due)
    else:
        _finish(job_id, "failed", error=_say(trouble))
        db.session.refresh(job)
        publish("job.failed", job=job)
    db.session.commit()


def _say(trouble):
    said = str(trouble) if isinstance(trouble, ChobaError) else f"{type(trouble).__name__}: {trouble}"
    return said[:2000]


def progress(job_id, done, total=None):
    """Show how far a long job is (own short transaction) and keep its lease.

    Raises Cancelled when asked to stop, Overtaken when the lease ran out and another attempt is under way.
    """
    tenant, mine = context.tenant_id(), _attempt.get()
    this = (Job.tenant_id == tenant) & (Job.id == uuid.UUID(str(job_id)))
    with db.engine.begin() as connection:
        tenancy._set_local(connection, tenant)
        job = connection.execute(
            select(Job.state, Job.name, Job.attempts).where(this).with_for_update()
        ).one_or_none()
        if job and job.state == "running" and job.attempts == mine:
            until = now() + _lease_of(job.name)
            values = {"progress_done": done, "leased_until": until}
            if total is not None:
                values["progress_total"] = total
            connection.execute(update(Job).where(this).values(**values))
            _move_bell(uuid.UUID(str(job_id)), until, connection)
    bell.heartbeat("worker")
    if job and job.state == "cancelled":
        raise Cancelled
    if job and job.attempts != mine:
        raise Overtaken
