"""What imports and exports learn from their jobs."""

from sqlalchemy import update

from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import subscribe
from app.records.imports.model import Import


@subscribe("job.failed")
def note_failure(job):
    """The import says why it stopped; nothing of it was kept."""
    session.execute(
        update(Import)
        .where(Import.job_id == job.id, Import.state == "pending")
        .values(state="failed", error=job.error, finished_at=clock.now())
    )
