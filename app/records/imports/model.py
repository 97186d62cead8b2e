"""A file of records on its way in: what was matched, what it would do, what it did."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATES = ("draft", "pending", "running", "done", "failed", "cancelled")
MODES = ("both", "create", "update", "replace")
OUTCOMES = ("created", "updated", "removed", "refused")


class Import(TenantOwned, db.Model):
    """One file: `draft` while it is matched and looked at, then `pending → running → done | failed | cancelled`.

    `mapping` is `{field: column number from 0}`; rows are recognised by `key_field` (empty: the record type's key);
    `mode` says whether they may be new, may change, or both (and with `replace`, that what the file does not hold
    goes: see `keys.Rules`); `whole`: one refused row keeps all out. `seen` is what
    the last look found (`looking`), `counts` holds created, updated, unchanged and refused rows. `undone_at` is set
    once it was taken back; `undo_counts` holds reverted, archived and left rows.
    """

    __tablename__ = "imports"
    __table_args__ = owned(
        refers("file_id", "stored_files"),
        refers("refused_file_id", "stored_files"),
        index("record_type", "created_at", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"mode IN {MODES}", name="mode"),
    )

    record_type: Mapped[str]
    file_id: Mapped[uuid.UUID]
    file_name: Mapped[str]
    encoding: Mapped[str] = mapped_column(default="")
    line_count: Mapped[int] = mapped_column(default=0)
    header: Mapped[list] = mapped_column(JSONB, default=list)
    mapping: Mapped[dict] = mapped_column(JSONB, default=dict)
    mode: Mapped[str] = mapped_column(default="both", server_default="both")
    key_field: Mapped[str] = mapped_column(default="", server_default="")
    whole: Mapped[bool] = mapped_column(default=False, server_default="false")
    source_name: Mapped[str] = mapped_column(default="", server_default="")
    seen: Mapped[dict] = mapped_column(JSONB, default=dict, server_default="{}")
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(default="draft")
    error: Mapped[str | None]
    refused_file_id: Mapped[uuid.UUID | None]
    job_id: Mapped[uuid.UUID | None]
    look_job_id: Mapped[uuid.UUID | None]
    undo_job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]
    undone_by_name: Mapped[str] = mapped_column(default="", server_default="")
    undo_counts: Mapped[dict] = mapped_column(JSONB, default=dict, server_default="{}")


class ImportMatch(TenantOwned, db.Model):
    """How a person matched a header the last time, proposed again for a file with the same header."""

    __tablename__ = "import_matches"
    __table_args__ = owned(unique("record_type", "header_fingerprint", "user_id"))

    record_type: Mapped[str]
    header_fingerprint: Mapped[str]
    user_id: Mapped[uuid.UUID]
    mapping: Mapped[dict] = mapped_column(JSONB, default=dict)
    changed_at: Mapped[Stamp]


class ImportSource(TenantOwned, db.Model):
    """取込元: a named way to read the files of one other program, whatever the order of their columns.

    `columns` is `{field: name of the column}`.
    """

    __tablename__ = "import_sources"
    __table_args__ = owned(unique("record_type", "name"))

    record_type: Mapped[str]
    name: Mapped[str]
    columns: Mapped[dict] = mapped_column(JSONB, default=dict)
    mode: Mapped[str] = mapped_column(default="both")
    key_field: Mapped[str] = mapped_column(default="")
    whole: Mapped[bool] = mapped_column(default=False)
    changed_by_name: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]


class ImportFinding(TenantOwned, db.Model):
    """What one line of a draft would do. `details`: `changes` {field: [before, after]} in words, or for a refused
    line `reason`, `cells` and the numbers of the bad `columns`.
    """

    __tablename__ = "import_findings"
    __table_args__ = owned(
        refers("import_id", "imports", on_delete="CASCADE"),
        index("import_id", "line", "id"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
    )

    import_id: Mapped[uuid.UUID]
    line: Mapped[int]
    outcome: Mapped[str]
    record_id: Mapped[uuid.UUID | None]
    label: Mapped[str] = mapped_column(default="")
    details: Mapped[dict] = mapped_column(JSONB, default=dict)


class ImportChange(TenantOwned, db.Model):
    """A row that an import wrote, kept for thirty days to take it back.

    `version` is the row's after it, `before` what the changed fields held (`extras.packed`), NULL for a new row.
    """

    __tablename__ = "import_changes"
    __table_args__ = owned(
        refers("import_id", "imports", on_delete="CASCADE"),
        unique("import_id", "record_id"),
        index("record_id", postgresql_where=text("undone")),
    )

    import_id: Mapped[uuid.UUID]
    record_id: Mapped[uuid.UUID]
    version: Mapped[int]
    before: Mapped[dict | None] = mapped_column(JSONB(none_as_null=True))
    undone: Mapped[bool] = mapped_column(default=False)
