"""A file of records on its way in, and what was matched the last time."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATES = ("draft", "pending", "running", "done", "failed", "cancelled")


class Import(TenantOwned, db.Model):
    """One file: `draft` while it is matched and looked at, then `pending → running → done | failed | cancelled`.

    `mapping` is `{field: column number from 0}`; `counts` holds created, updated, unchanged and refused rows.
    """

    __tablename__ = "imports"
    __table_args__ = owned(
        refers("file_id", "stored_files"),
        refers("refused_file_id", "stored_files"),
        index("record_type", "created_at", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    record_type: Mapped[str]
    file_id: Mapped[uuid.UUID]
    file_name: Mapped[str]
    encoding: Mapped[str] = mapped_column(default="")
    line_count: Mapped[int] = mapped_column(default=0)
    header: Mapped[list] = mapped_column(JSONB, default=list)
    mapping: Mapped[dict] = mapped_column(JSONB, default=dict)
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(default="draft")
    error: Mapped[str | None]
    refused_file_id: Mapped[uuid.UUID | None]
    job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]


class ImportMatch(TenantOwned, db.Model):
    """How a person matched a header the last time, proposed again for a file with the same header."""

    __tablename__ = "import_matches"
    __table_args__ = owned(unique("record_type", "header_fingerprint", "user_id"))

    record_type: Mapped[str]
    header_fingerprint: Mapped[str]
    user_id: Mapped[uuid.UUID]
    mapping: Mapped[dict] = mapped_column(JSONB, default=dict)
    changed_at: Mapped[Stamp]
