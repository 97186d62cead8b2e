"""A stored file: what it is called here, what is inside, and whose content it points to."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import sealed_as
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

SCANS = ("unchecked", "pending", "clean", "infected", "quarantined", "released")
HELD = ("pending", "infected", "quarantined")
"""What nobody may open: waiting for the virus check, found bad, or waiting for somebody's decision."""


class StoredFile(TenantOwned, db.Model):
    """A name for a content. Several may point to the same `sha256`; the content itself never changes.

    `scan` is what the virus check says, `scan_note` what was found or who released it.
    `subject_type`/`subject_id` name the record it is attached to; `purpose` what for (`attachment`, `export`, …).
    """

    __tablename__ = "stored_files"
    __table_args__ = owned(
        index("subject_id", "created_at"), index("sha256"), CheckConstraint(f"scan IN {SCANS}", name="scan")
    )

    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="attachment")
    subject_type: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[uuid.UUID | None]
    uploaded_by_id: Mapped[uuid.UUID | None]
    uploaded_by_name: Mapped[str] = mapped_column(default="")
    scan: Mapped[str] = mapped_column(default="unchecked", server_default="unchecked")
    scan_note: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[Stamp]


class SealedStream(TenantOwned, db.Model):
    """A large file with personal data (see `sealed`): its bytes lie sealed in pieces, until `expires_at`."""

    __tablename__ = "sealed_streams"
    __table_args__ = owned(index("expires_at"))

    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    purpose: Mapped[str]
    expires_at: Mapped[dt.datetime]
    kept_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]


class SealedPiece(TenantOwned, db.Model):
    """One packed and sealed piece of a file, counted from 0."""

    __tablename__ = "sealed_pieces"
    __table_args__ = owned(
        refers("file_id", "sealed_streams", on_delete="CASCADE"), unique("file_id", "number")
    )

    file_id: Mapped[uuid.UUID]
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(
        LargeBinary, info=sealed_as("sealed_pieces.content|{file_id}|{number}")
    )
