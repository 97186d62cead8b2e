"""Files of records as pages need them."""

from sqlalchemy import Uuid, bindparam, select

from app.kernel.db import session
from app.kernel.ready import ready
from app.platform.storage.model import HELD, StoredFile
from app.records.attachments.model import Attachment, AttachmentVersion, FilePreview

_SHOWN = (
    Attachment.id,
    Attachment.name,
    Attachment.number,
    Attachment.file_id,
    Attachment.changed_at,
    Attachment.removed_at,
    Attachment.removed_by_name,
    StoredFile.tenant_id,
    StoredFile.sha256,
    StoredFile.size,
    StoredFile.content_type,
    StoredFile.uploaded_by_name,
    StoredFile.scan,
    StoredFile.scan_note,
    FilePreview.thumbnail_id,
    FilePreview.state.label("preview"),
)


def files_of(record_id):
    """`(files, removed)`: rows of the record's files, the latest first, and of those in the bin. One statement."""
    rows = _files(record=record_id).all()
    return [one for one in rows if one.removed_at is None], [one for one in rows if one.removed_at]


@ready
def _files():
    drawn = (FilePreview.file_id == StoredFile.id) & (FilePreview.tenant_id == StoredFile.tenant_id)
    return (
        select(*_SHOWN)
        .join(StoredFile, _same(StoredFile, Attachment))
        .outerjoin(FilePreview, drawn)
        .where(Attachment.record_id == bindparam("record", type_=Uuid))
        .order_by(Attachment.changed_at.desc(), Attachment.id.desc())
    )


def _same(file, holder, key=None):
    return ((file.id if key is None else key) == holder.file_id) & (file.tenant_id == holder.tenant_id)


def attachments_of(record_id):
    """Select of the record's attachments, those in the bin too."""
    return select(Attachment).where(Attachment.record_id == record_id).order_by(Attachment.id)


def versions_of(attachment):
    """Rows of an attachment's versions with what their files are, the newest first."""
    found = (
        select(
            AttachmentVersion.number,
            AttachmentVersion.comment,
            AttachmentVersion.by_name,
            AttachmentVersion.at,
            AttachmentVersion.file_id,
            StoredFile.size,
            StoredFile.content_type,
            StoredFile.scan,
        )
        .join(StoredFile, _same(StoredFile, AttachmentVersion))
        .where(AttachmentVersion.attachment_id == attachment.id)
        .order_by(AttachmentVersion.number.desc())
    )
    return session.execute(found).all()


def preview_of(file_id):
    """The FilePreview of a file, None before there is one."""
    return session.scalars(select(FilePreview).where(FilePreview.file_id == file_id)).one_or_none()


def previews_of(attachment):
    """The FilePreviews of an attachment's versions that may be opened. One statement."""
    found = (
        select(FilePreview)
        .join(AttachmentVersion, _same(FilePreview, AttachmentVersion, FilePreview.file_id))
        .join(StoredFile, _same(StoredFile, AttachmentVersion))
        .where(AttachmentVersion.attachment_id == attachment.id, StoredFile.scan.not_in(HELD))
        .order_by(AttachmentVersion.number)
    )
    return session.scalars(found).all()


def is_drawn_of(preview, file_id):
    """Whether a stored file is one of the pictures of a preview."""
    return file_id == preview.thumbnail_id or str(file_id) in preview.pages


def stored(file_id):
    """The StoredFile row of an id of this tenant."""
    return session.scalars(select(StoredFile).where(StoredFile.id == file_id)).one_or_none()
