"""Putting files on a record, replacing them by newer versions, taking them off and back."""

import datetime as dt
import uuid

from sqlalchemy import delete, select, update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import jobs
from app.platform.audit import record
from app.platform.storage import StoredFile, keep
from app.platform.storage.keeping import safe_name
from app.platform.storage.scanning import watch
from app.records.attachments.model import Attachment, AttachmentVersion, FilePreview
from app.records.kit.documents import described

KEPT_DAYS = 30
MOST = 200
"""Files on one record; more belong into folders."""


def attach(kind, row, stream, name, comment=""):
    """Put a file on the record: a new one, or the next version of the one with that name. Returns the Attachment.

    Raises Rejected for an empty, too large or one file too many.
    """
    name = safe_name(name)
    same = select(Attachment).where(
        Attachment.record_id == row.id, Attachment.name == name, Attachment.removed_at.is_(None)
    )
    there = session.scalars(same.order_by(Attachment.id).with_for_update()).first()
    if there is not None:
        return add_version(kind, row, there, stream, comment)
    if session.query(Attachment.id).where(Attachment.record_id == row.id).limit(MOST).count() >= MOST:
        raise Rejected("A record holds at most %(n)s files.", "files", n=MOST)
    file = _kept(kind, row, stream, name)
    made = Attachment(
        record_type=kind.name,
        record_id=row.id,
        name=name,
        file_id=file.id,
        created_by_id=context.actor().id,
        changed_at=clock.now(),
    )
    session.add(made)
    session.flush()  # its first version refers to it
    _version(made, 1, file, comment)
    record("attachment.added", made, label=name, record_id=row.id)
    return made


def add_version(kind, row, attachment, stream, comment=""):
    """Put another content in force under the same name; what was there stays as an older version."""
    session.refresh(attachment, with_for_update=True)
    file = _kept(kind, row, stream, attachment.name)
    _put_in_force(attachment, file, comment)
    record(
        "attachment.version_added",
        attachment,
        label=attachment.name,
        record_id=row.id,
        number=attachment.number,
    )
    return attachment


def take_back(row, attachment, number, comment):
    """Put an older version in force again, as the newest one. Raises Rejected when there is none with that number."""
    session.refresh(attachment, with_for_update=True)
    old = select(StoredFile).join(
        AttachmentVersion,
        (AttachmentVersion.file_id == StoredFile.id) & (AttachmentVersion.tenant_id == StoredFile.tenant_id),
    )
    file = session.scalars(
        old.where(AttachmentVersion.attachment_id == attachment.id, AttachmentVersion.number == number)
    ).one_or_none()
    if file is None:
        raise Rejected("This version does not exist.")
    _put_in_force(attachment, file, comment)
    record("attachment.version_restored", attachment, label=attachment.name, record_id=row.id, number=number)


def rename(row, attachment, name):
    """Give the file another name; its ending stays what the content is known by."""
    name = safe_name(name or "")
    if not (name or "").strip() or name == "file":
        raise Rejected("Enter a name.", "name")
    if name != attachment.name:
        before, attachment.name = attachment.name, name
        record(
            "attachment.renamed", attachment, label=name, record_id=row.id, changes={"name": [before, name]}
        )


def remove(row, attachment):
    """Into the bin for thirty days. Twice is once."""
    if attachment.removed_at is None:
        attachment.removed_at, attachment.removed_by_name = clock.now(), context.actor().name
        _lay(attachment, "bin")
        record("attachment.removed", attachment, label=attachment.name, record_id=row.id)
        jobs.at(
            clock.now() + dt.timedelta(days=KEPT_DAYS),
            "records.attachments.purge",
            attachment_id=attachment.id,
        )


def restore(row, attachment):
    """Out of the bin again."""
    if attachment.removed_at is not None:
        attachment.removed_at, attachment.removed_by_name = None, ""
        _lay(attachment, described()[attachment.record_type].files)
        record("attachment.restored", attachment, label=attachment.name, record_id=row.id)


def _lay(attachment, purpose):
    """Where the contents lie for everybody who asks for the files of a record: with it, or in the bin."""
    files = select(AttachmentVersion.file_id).where(AttachmentVersion.attachment_id == attachment.id)
    session.execute(update(StoredFile).where(StoredFile.id.in_(files)).values(purpose=purpose))


def purge(attachment_id):
    """The end of a file that stayed in the bin: its versions and their names go, and the trail says so."""
    found = session.get(Attachment, (context.tenant_id(), attachment_id))
    ago = clock.now() - dt.timedelta(days=KEPT_DAYS)
    if found is None or found.removed_at is None or found.removed_at > ago:
        return
    record("attachment.purged", found, label=found.name, record_id=found.record_id)
    files = select(AttachmentVersion.file_id).where(AttachmentVersion.attachment_id == found.id)
    ids = list(session.scalars(files))
    session.execute(delete(Attachment).where(Attachment.id == found.id))
    _forget(ids)


def forget_files(record_ids):
    """The end of all files of records that are gone for good: attachments, and what lay in their own fields."""
    files = select(StoredFile.id).where(StoredFile.subject_id.in_(record_ids))
    ids = list(session.scalars(files))
    session.execute(delete(Attachment).where(Attachment.record_id.in_(record_ids)))
    _forget(ids)


def _forget(file_ids):
    """Rows of files with the pictures made of them; contents may have other names."""
    drawn = delete(FilePreview).where(FilePreview.file_id.in_(file_ids))
    rows = session.execute(drawn.returning(FilePreview.thumbnail_id, FilePreview.pages)).all()
    pictures = {str(one) for thumbnail, pages in rows for one in (thumbnail, *pages) if one}
    session.execute(delete(StoredFile).where(StoredFile.id.in_([*file_ids, *map(uuid.UUID, pictures)])))


def _kept(kind, row, stream, name):
    file = watch(keep(stream, name, subject=row, purpose=kind.files))
    session.flush()  # previews and versions refer to it
    session.add(FilePreview(file_id=file.id))
    jobs.after_commit("records.attachments.draw", subject_id=file.id, file_id=file.id)
    return file


def _put_in_force(attachment, file, comment):
    attachment.number += 1
    attachment.file_id, attachment.changed_at = file.id, clock.now()
    _version(attachment, attachment.number, file, comment)


def _version(attachment, number, file, comment):
    who = context.actor()
    session.add(
        AttachmentVersion(
            attachment_id=attachment.id,
            number=number,
            file_id=file.id,
            comment=(comment or "").strip()[:400],
            by_id=who.id,
            by_name=who.name,
            at=clock.now(),
        )
    )
