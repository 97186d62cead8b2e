"""Erasing in portions: each has a job, and a transaction, of its own."""

from app.commerce.retention import erasing
from app.platform import jobs
from app.platform.jobs import job


@job("commerce.retention.erase", queue="bulk", lease=600)
def erase():
    """One portion; the next one when more is due."""
    if erasing.erase():
        jobs.after_commit("commerce.retention.erase")
