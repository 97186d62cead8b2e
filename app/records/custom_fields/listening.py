"""What walks over all rows learn from their jobs."""

from sqlalchemy import update

from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import subscribe
from app.records.custom_fields.model import Rework


@subscribe("job.failed")
def note_failure(job):
    """The walk says why it stopped; what is done stays done."""
    session.execute(
        update(Rework)
        .where(Rework.job_id == job.id, Rework.state == "pending")
        .values(state="failed", error=job.error, finished_at=clock.now())
    )
