"""What attachments learn from the virus check."""

from sqlalchemy import select, update

from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import _l
from app.platform.notifications import notify
from app.platform.storage import StoredFile
from app.records.attachments.model import Attachment, AttachmentVersion
from app.records.attachments.operations import forget_files
from app.records.attachments.settings import INFECTED
from app.records.kit.documents import described
from app.records.kit.holding import hold


@subscribe("file.infected")
def tell_who_brought_it(file):
    """Tell whoever uploaded the file that nobody can open it, and where it lies."""
    found = session.execute(
        select(Attachment.record_type, Attachment.record_id)
        .join(AttachmentVersion, AttachmentVersion.attachment_id == Attachment.id)
        .where(AttachmentVersion.file_id == file.id, AttachmentVersion.tenant_id == Attachment.tenant_id)
        .order_by(Attachment.id)
        .limit(1)
    ).one_or_none()
    if found is not None:
        path = f"{described()[found.record_type].path}/{found.record_id}#attachments"
        message = "The virus check found %(signature)s in “%(name)s”. Nobody can open the file."
        told = {"signature": file.scan_note, "name": file.name}
        notify([file.uploaded_by_id], INFECTED, message, path, subject_id=found.record_id, **told)


@subscribe("record.purged")
def forget(kind, ids):
    """The files of records that are gone for good go too."""
    forget_files(ids)


def _names(ids):
    found = select(Attachment.id, Attachment.name).where(Attachment.id.in_(ids)).order_by(Attachment.id)
    return dict(session.execute(found).all())


def _contents_follow(ids, record_id):
    """The contents of attachments that moved belong to the other record: who may open them asks that one."""
    files = select(AttachmentVersion.file_id).where(AttachmentVersion.attachment_id.in_(ids))
    session.execute(update(StoredFile).where(StoredFile.id.in_(files)).values(subject_id=record_id))


hold(
    (),
    "files",
    _l("Files"),
    Attachment,
    "record_id",
    alone=True,
    typed=True,
    after=_contents_follow,
    words=_names,
)
