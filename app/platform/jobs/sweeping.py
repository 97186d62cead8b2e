"""The sweep: whatever is due and was not heard is rung again. It sees only the bell, never a tenant's rows."""

from sqlalchemy import select

from app.kernel.clock import now
from app.kernel.db import db
from app.platform.jobs import bell
from app.platform.jobs.model import JobBell


def due(limit=500):
    """`(tenant_id, job_id, queue)` of the bells that are due, oldest first."""
    return db.session.execute(
        select(JobBell.tenant_id, JobBell.job_id, JobBell.queue)
        .where(JobBell.due_at <= now())
        .order_by(JobBell.due_at, JobBell.job_id)
        .limit(limit)
    ).all()


def sweep():
    """Ring for everything that is due and not waiting in a queue already. Returns how many were heard."""
    found = due()
    db.session.rollback()
    waiting = bell.waiting()
    return bell.ring([tuple(one) for one in found if str(one.job_id) not in waiting])
