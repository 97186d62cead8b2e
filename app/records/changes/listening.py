"""What changes learn from their jobs."""

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.events import subscribe
from app.records.changes import operations
from app.records.changes.model import ChangedRecord


@subscribe("job.failed")
def note_failure(job):
    """The change says why it stopped."""
    operations.note_failure(job)


@subscribe("record.purged")
def forget(kind, ids):
    """Changes keep how many records they came to, not those that are gone for good."""
    session.execute(delete(ChangedRecord).where(ChangedRecord.record_id.in_(ids)))
