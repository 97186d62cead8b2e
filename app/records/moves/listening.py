"""What moves learn from their jobs, and what the kit learns from them."""

from app.kernel.events import subscribe
from app.records.kit.succession import use_successors
from app.records.moves import operations
from app.records.moves.queries import successors

use_successors(successors)


@subscribe("job.failed")
def note_failure(job):
    """The move says why it stopped."""
    operations.note_failure(job)


@subscribe("record.purged")
def forget(kind, ids):
    """Nothing of it outlives the records."""
    operations.forget(ids)
