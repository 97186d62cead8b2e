"""What changes learn from their jobs."""

from app.kernel.events import subscribe
from app.records.changes import operations


@subscribe("job.failed")
def note_failure(job):
    """The change says why it stopped."""
    operations.note_failure(job)
