"""The files of a record on its copy too: new names for contents that lie here already."""

from sqlalchemy import func, select

from app.kernel import clock, context
from app.kernel.db import session
from app.platform import jobs
from app.platform.audit import record
from app.platform.storage import StoredFile, named
from app.platform.storage.model import HELD
from app.records.attachments.model import Attachment, AttachmentVersion, FilePreview


def count_of(record_id):
    """How many files a record has (those in the bin do not count)."""
    found = select(func.count()).where(Attachment.record_id == record_id, Attachment.removed_at.is_(None))
    return session.scalar(found)


def copy_files(kind, source, row):
    """Put the version in force of each file of `source` on `row`. Returns the names of those left out.

    What nobody may open (waiting for the virus check, in quarantine, infected) is left out.
    """
    same = (StoredFile.id == Attachment.file_id) & (StoredFile.tenant_id == Attachment.tenant_id)
    found = (
        select(Attachment.name, StoredFile)
        .join(StoredFile, same)
        .where(Attachment.record_id == source.id, Attachment.removed_at.is_(None))
        .order_by(Attachment.changed_at, Attachment.id)
    )
    pairs = session.execute(found).all()
    copies = [(name, _again(file, name, row)) for name, file in pairs if file.scan not in HELD]
    session.flush()  # attachments refer to the files
    made = [_attachment(kind, row, name, file) for name, file in copies]
    session.add_all(made)
    session.flush()  # versions and the audit lines refer to them
    for one in made:
        session.add(_first_version(one))
        session.add(FilePreview(file_id=one.file_id))
        jobs.after_commit("records.attachments.draw", subject_id=one.file_id, file_id=one.file_id)
        record("attachment.added", one, label=one.name, record_id=row.id)
    return [name for name, file in pairs if file.scan in HELD]


def _again(file, name, row):
    facts = {"content_type": file.content_type, "size": file.size, "sha256": file.sha256}
    copy = named({**facts, "name": name}, subject=row)
    copy.scan, copy.scan_note = file.scan, file.scan_note
    return copy


def _attachment(kind, row, name, file):
    return Attachment(
        record_type=kind.name,
        record_id=row.id,
        name=name,
        file_id=file.id,
        created_by_id=context.actor().id,
        changed_at=clock.now(),
    )


def _first_version(attachment):
    who = context.actor()
    return AttachmentVersion(
        attachment_id=attachment.id,
        number=1,
        file_id=attachment.file_id,
        by_id=who.id,
        by_name=who.name,
        at=clock.now(),
    )
