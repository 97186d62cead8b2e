"""A file made from a list."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import tokens_of
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATES = ("pending", "running", "done", "failed", "cancelled")
FORMATS = ("cp932", "utf8", "xlsx")


class Export(TenantOwned, db.Model):
    """`question` is the list's state (search, filters, sort, columns) at the moment it was asked for.

    `options`: `names` of the columns in order, `newline` (crlf, lf) and `quoting` (minimal, all) of a CSV file.
    With `book` an Excel file is a workbook that one fills in and sends back (`exports/books`).
    """

    __tablename__ = "exports"
    __table_args__ = owned(
        refers("file_id", "stored_files"),
        index("started_by_id", "created_at", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"format IN {FORMATS}", name="format"),
    )

    record_type: Mapped[str]
    format: Mapped[str]
    question: Mapped[dict] = mapped_column(JSONB, default=dict, info=tokens_of("search"))
    options: Mapped[dict] = mapped_column(JSONB, default=dict, server_default="{}")
    state: Mapped[str] = mapped_column(default="pending")
    rows: Mapped[int] = mapped_column(default=0)
    lost: Mapped[list] = mapped_column(JSONB, default=list)
    error: Mapped[str | None]
    file_id: Mapped[uuid.UUID | None]
    job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]


class ExportTemplate(TenantOwned, db.Model):
    """Which columns in which order, in which kind of file: saved under a name for everybody who may export.

    `content` holds `format` and what `Export.options` holds. Whoever made it may change or delete it.
    """

    __tablename__ = "export_templates"
    __table_args__ = owned(unique("record_type", "name"))

    record_type: Mapped[str]
    name: Mapped[str]
    content: Mapped[dict] = mapped_column(JSONB, default=dict)
    owner_id: Mapped[uuid.UUID | None]
    owner_name: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]
