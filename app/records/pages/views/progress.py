"""How far background work for a page is."""

from dataclasses import dataclass

from app.kernel import context
from app.kernel.db import session
from app.platform.jobs.model import Job


@dataclass(frozen=True)
class Progress:
    """What `ui.progress` wants to know."""

    state: str
    done: int = 0
    total: int = 0
    error: str | None = None


def state_of(work):
    """The state of an import, export or change: its own once it is over, else that of its job."""
    if work.state in ("done", "failed") or (work.state == "cancelled" and work.finished_at is not None):
        return Progress(work.state, error=work.error)
    job = session.get(Job, (context.tenant_id(), work.job_id)) if work.job_id else None
    if job is None:
        return Progress(work.state, error=work.error)
    state = "running" if job.state == "done" else job.state
    return Progress(state, job.progress_done, job.progress_total, work.error or job.error)


def of_job(job_id):
    """The state of a job that is no import or export of its own; None when there is none."""
    job = session.get(Job, (context.tenant_id(), job_id)) if job_id else None
    return job and Progress(job.state, job.progress_done, job.progress_total, job.error)
