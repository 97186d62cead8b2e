"""What merely names a record (a notice, a line of the trail, a file) is for those who may know of the record."""

from sqlalchemy import Uuid, and_, cast

from app.kernel import context
from app.platform.audit.model import AuditEntry
from app.platform.audit.queries import withhold as withhold_entries
from app.platform.notifications.model import Notification
from app.platform.notifications.queries import withhold as withhold_notices
from app.platform.storage.reaching import veil
from app.records.disclosures.queries import known, may_know
from app.records.kit.describing import RECORD_TYPES


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
    kind = next((one for one in RECORD_TYPES.values() if one.table == file.subject_type), None)
    if kind is None:
        return True
    return context.actor().may(kind.permissions.view) and (not kind.private or may_know(file.subject_id))
