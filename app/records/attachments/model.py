"""A file on a record, its versions, and what can be seen of a file without opening it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

PREVIEWS = ("pending", "done", "none", "failed")


class Attachment(TenantOwned, db.Model):
    """One file by its name. `number` and `file_id` are those of the version in force.

    `removed_at`: in the bin, thirty days; then its versions go with it.
    """

    __tablename__ = "attachments"
    __table_args__ = owned(
        refers("file_id", "stored_files"),
        index("record_id", "changed_at", "id"),
        index("removed_at", "id"),
    )

    record_type: Mapped[str]
    record_id: Mapped[uuid.UUID]
    name: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)
    file_id: Mapped[uuid.UUID]
    created_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    changed_at: Mapped[Stamp]
    removed_at: Mapped[dt.datetime | None]
    removed_by_name: Mapped[str] = mapped_column(default="")


class AttachmentVersion(TenantOwned, db.Model):
    """A content the file has or had; `number` counts from 1."""

    __tablename__ = "attachment_versions"
    __table_args__ = owned(
        refers("attachment_id", "attachments", on_delete="CASCADE"),
        refers("file_id", "stored_files"),
        unique("attachment_id", "number"),
        index("file_id"),
    )

    attachment_id: Mapped[uuid.UUID]
    number: Mapped[int]
    file_id: Mapped[uuid.UUID]
    comment: Mapped[str] = mapped_column(default="")
    by_id: Mapped[uuid.UUID | None]
    by_name: Mapped[str] = mapped_column(default="")
    at: Mapped[Stamp]


class FilePreview(TenantOwned, db.Model):
    """What a job made of a file: pictures of its pages (`pages`: ids of stored files), or the first rows of a table.

    The original is never shown inside our pages: only what we drew ourselves from it.
    """

    __tablename__ = "file_previews"
    __table_args__ = owned(
        refers("file_id", "stored_files", on_delete="CASCADE"),
        refers("thumbnail_id", "stored_files"),
        unique("file_id"),
        CheckConstraint(f"state IN {PREVIEWS}", name="state"),
    )

    file_id: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(default="pending")
    thumbnail_id: Mapped[uuid.UUID | None]
    pages: Mapped[list] = mapped_column(JSONB, default=list)
    page_count: Mapped[int] = mapped_column(default=0)
    table: Mapped[list] = mapped_column(JSONB, default=list)
    text: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
