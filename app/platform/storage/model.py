"""A stored file: what it is called here, what is inside, and whose content it points to."""

import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned


class StoredFile(TenantOwned, db.Model):
    """A name for a content. Several may point to the same `sha256`; the content itself never changes.

    `subject_type`/`subject_id` name the record it is attached to; `purpose` what for (`attachment`, `export`, …).
    """

    __tablename__ = "stored_files"
    __table_args__ = owned(index("subject_id", "created_at"), index("sha256"))

    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="attachment")
    subject_type: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[uuid.UUID | None]
    uploaded_by_id: Mapped[uuid.UUID | None]
    uploaded_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
