"""What imports learn from their jobs."""

from sqlalchemy import delete, update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform.storage.reaching import readable
from app.records.imports.model import Import, ImportChange, ImportFinding
from app.records.kit.describing import RECORD_TYPES


@subscribe("job.failed")
def note_failure(job):
    """The import says why it stopped; nothing of it was kept. A look or taking back that failed can be tried again."""
    session.execute(
        update(Import)
        .where(Import.job_id == job.id, Import.state == "pending")
        .values(state="failed", error=job.error, finished_at=clock.now())
    )
    failed = Import.undo_job_id == job.id
    session.execute(update(Import).where(failed).values(undo_job_id=None, error=job.error))


@readable("imports")
def may_open(file):
    """A file of records, and the rows that stayed out: for who brought it, or who may take in such files."""
    made, who = session.get(Import, (context.tenant_id(), file.subject_id)), context.actor()
    if made is None or made.started_by_id == who.id:
        return made is not None
    kind = RECORD_TYPES[made.record_type]
    return not kind.private and who.may(kind.permissions.take_in)


@subscribe("record.purged")
def forget(kind, ids):
    """Nothing is left that taking an import back could restore; a look that names such records is out of date."""
    session.execute(delete(ImportChange).where(ImportChange.record_id.in_(ids)))
    session.execute(delete(ImportFinding).where(ImportFinding.record_id.in_(ids)))
