"""The ledger of work puts itself in order."""

from app.platform import jobs
from app.platform.jobs import job, purging


@job("platform.jobs.purge", queue="bulk")
def purge():
    """Forget what is over for long, a portion at a time: the next one has a job, and a transaction, of its own."""
    if purging.purge():
        jobs.after_commit("platform.jobs.purge")
