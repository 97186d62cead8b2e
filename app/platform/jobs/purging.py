"""Rows of jobs that are over go after some days: the ledger is of work to do, not a history."""

import datetime as dt

from sqlalchemy import delete, select

from app.kernel.clock import now
from app.kernel.db import session
from app.platform.jobs.model import Job
from app.platform.jobs.settings import KEEP_DAYS, KEEP_FAILED_DAYS
from app.platform.settings import value_of

PORTION = 5_000
KEPT = {"done": KEEP_DAYS, "cancelled": KEEP_DAYS, "failed": KEEP_FAILED_DAYS}
"""Which setting keeps a job of that state."""


def purge():
    """Delete one portion of what is over for longer than the tenant keeps it. Returns whether more may be left."""
    full = [_purge(state, value_of(name)) for state, name in KEPT.items()]
    return any(full)


def _purge(state, days):
    if days <= 0:
        return False
    until = now() - dt.timedelta(days=days)
    # nothing is finished before it was due, so the index of state and due moment leads to the rows
    over = (
        select(Job.id)
        .where(Job.state == state, Job.due_at < until, Job.finished_at < until)
        .order_by(Job.due_at, Job.id)
        .limit(PORTION)
    )
    return session.execute(delete(Job).where(Job.id.in_(over.scalar_subquery()))).rowcount == PORTION
