"""Work that takes time. The row is the ledger, RQ is only the bell (architecture §6).

Verbs call `jobs.after_commit("package.noun.verb", thing_id=thing.id)`; the runner enters the tenant, claims the row,
calls the registered function, commits once.
"""

from app.platform.jobs.model import Job
from app.platform.jobs.queueing import after_commit, at, once, under_way
from app.platform.jobs.registry import QUEUES, job, registered

__all__ = ["QUEUES", "Job", "after_commit", "at", "job", "once", "registered", "under_way"]
