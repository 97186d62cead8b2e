"""What a worker does with one job: enter the tenant, claim the row, work, commit once."""

import uuid
from datetime import timedelta

import structlog
from sqlalchemy import or_, update
from sqlalchemy.exc import OperationalError

from app.kernel import context, tenancy
from app.kernel.clock import now
from app.kernel.db import db
from app.kernel.errors import ChobaError, Permanent, Rejected, Transient
from app.kernel.events import publish
from app.platform.jobs.model import Job, JobBell
from app.platform.jobs.registry import registered

log = structlog.get_logger()


def run(tenant_id, job_id):
    """Do one job if it is still to be done. Called by RQ with ids as text; harmless when called twice."""
    tenant_id, job_id = uuid.UUID(str(tenant_id)), uuid.UUID(str(job_id))
    structlog.contextvars.bind_contextvars(tenant_id=str(tenant_id), job_id=str(job_id))
    with tenancy.entered(tenant_id):
        job = _claim(job_id)
        if job is None:
            return False
        context.set_origin(context.Origin(request_id=str(job_id), job=job.name))
        try:
            result = registered[job.name].function(**job.arguments)
        except Exception as trouble:  # noqa: BLE001 -- every failure must land on the row
            db.session.rollback()
            _note_failure(job_id, trouble)
            return False
        _finish(job_id, "done", result=result if isinstance(result, dict) else None)
        db.session.commit()
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
        .values(
            state="running",
            attempts=Job.attempts + 1,
            leased_until=moment + timedelta(seconds=120),
            error=None,
        )
        .returning(Job)
    ).one_or_none()
    if job is not None:
        _move_bell(job_id, moment + timedelta(seconds=registered[job.name].lease))
    else:
        _silence_if_over(job_id)
    db.session.commit()
    return job


def _silence_if_over(job_id):
    job = db.session.get(Job, (context.tenant_id(), job_id))
    if job is None or job.finished:
        db.session.query(JobBell).filter_by(tenant_id=context.tenant_id(), job_id=job_id).delete()


def _move_bell(job_id, moment):
    db.session.execute(
        update(JobBell).where(JobBell.tenant_id == context.tenant_id(), JobBell.job_id == job_id)
        .values(due_at=moment)
    )  # fmt: skip


def _finish(job_id, state, **facts):
    db.session.execute(
        update(Job).where(Job.id == job_id).values(state=state, finished_at=now(), leased_until=None, **facts)
    )
    db.session.query(JobBell).filter_by(tenant_id=context.tenant_id(), job_id=job_id).delete()


def _note_failure(job_id, trouble):
    """Try again later when the failure may pass and attempts are left; else failed, with the reason."""
    job = db.session.get(Job, (context.tenant_id(), job_id), populate_existing=True)
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
        publish("job.failed", job=job)
    db.session.commit()


def _say(trouble):
    known = isinstance(trouble, Rejected | Permanent | Transient | ChobaError)
    return str(trouble)[:2000] if known else f"{type(trouble).__name__}: {trouble}"[:2000]


def progress(job_id, done, total=None):
    """Show how far a long job is (own short transaction) and keep its lease. Raises Cancelled when asked to stop."""
    moment = now()
    values = {"progress_done": done, "leased_until": moment + timedelta(seconds=120)}
    if total is not None:
        values["progress_total"] = total
    tenant = context.tenant_id()
    with db.engine.begin() as connection:
        tenancy._set_local(connection, tenant)
        state = connection.execute(
            update(Job).where(Job.tenant_id == tenant, Job.id == uuid.UUID(str(job_id))).values(**values)
            .returning(Job.state)
        ).scalar()  # fmt: skip
    if state == "cancelled":
        raise Cancelled


class Cancelled(ChobaError):
    """A person asked this job to stop; the row already says so."""
