"""What merely names a record (a notice, a line of the trail, a file) is for those who may know of the record."""

from sqlalchemy import Text, Uuid, and_, cast, delete, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform.audit.model import AuditEntry
from app.platform.audit.queries import withhold as withhold_entries
from app.platform.notifications.model import Notification
from app.platform.notifications.queries import withhold as withhold_notices
from app.platform.storage.reaching import veil
from app.records.disclosures.queries import known, may_know
from app.records.kit.documents import described
from app.records.kit.queries import knows_all, reach


@withhold_entries
def entries_within_reach():
    """Lines of the trail about records the actor may know of, and about what belongs to them (`record_id`)."""
    belongs = cast(AuditEntry.details["record_id"].astext, Uuid)
    return and_(known(AuditEntry.subject_id, AuditEntry), known(belongs, AuditEntry))


@withhold_notices
def notices_within_reach():
    """Notices about records the actor may know of; a record that is restricted later takes them out of sight."""
    return known(Notification.subject_id, Notification)


@veil
def file_within_reach(file):
    """A file of a record opens for those who may see the record."""
    kind = next((one for one in described().values() if one.table == file.subject_type), None)
    if kind is None:
        return True
    if not context.actor().may(kind.permissions.view):
        return False
    if kind.within and not knows_all(kind):
        return (
            session.scalar(select(kind.model.id).where(kind.model.id == file.subject_id, reach(kind)))
            is not None
        )
    return not kind.private or may_know(file.subject_id)


@subscribe("record.purged")
def forget_notices(kind, ids):
    """Notices about records that are gone for good lead nowhere; those about several lead to the list."""
    session.execute(delete(Notification).where(Notification.subject_id.in_(ids)))
    if kind is None:
        return
    path = Notification.path
    listed = func.string_to_array(func.replace(func.split_part(path, "?", 2), "ids=", ""), "&")
    named = listed.op("&&")(cast([str(one) for one in ids], ARRAY(Text)))
    session.execute(
        update(Notification).where(path.startswith(f"{kind.path}?ids="), named).values(path=kind.path)
    )
