"""When the drawing of a portion has failed for good, its batch has."""

from sqlalchemy import update

from app.commerce.papers.model import PaperBatch
from app.commerce.papers.operations import JOB
from app.kernel.db import session
from app.kernel.events import subscribe


@subscribe("job.failed")
def note_failure(job):
    """Say so on the page of the batch."""
    if job.name == JOB:
        session.execute(
            update(PaperBatch).where(PaperBatch.id == job.subject_id).values(state="failed", error=job.error)
        )
