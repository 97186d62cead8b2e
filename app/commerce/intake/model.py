"""Order files on their way in: one drop of files, each file, what it changed, and how columns are read."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, many, owned, refers, unique

STATES = ("draft", "pending", "done", "failed", "cancelled")
FILE_STATES = ("ready", "done", "failed")
SHAPES = ("table", "mail")


class Intake(TenantOwned, db.Model):
    """受注取込: files dropped together. `draft` while they are looked at, then `pending → done | failed | cancelled`;
    while it runs its job says how far it is. `counts`: new, changed, unchanged, ignored (unfinished carts) and refused
    orders, refused `lines`, and `alerts`, the orders that somebody has to look at.
    """

    __tablename__ = "intakes"
    __table_args__ = owned(
        index("created_at", "id"),
        index("state", "created_at", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    state: Mapped[str] = mapped_column(default="draft")
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    error: Mapped[str | None]
    job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]

    files = many("Intake", "IntakeFile", "intake_id", order_by="IntakeFile.position", viewonly=True)


class IntakeFile(TenantOwned, db.Model):
    """One file. `format`: a name of FORMATS or `profile:<name>`, '' when nothing is known that reads it; `guessed` is
    what its content said. `channel_id` None: not chosen, or (own format) each order names its shop. `shops`:
    `{account: rows}` found in the first rows; `seen`: what a look at the first lines found (`looking`). `missing`:
    columns that the nearest format lacks. `partner_id`: the item file that belongs to this order file (Yahoo).
    `sealed_file_id` None: its days are over.
    """

    __tablename__ = "intake_files"
    __table_args__ = owned(
        refers("intake_id", "intakes", on_delete="CASCADE"),
        refers("channel_id", "channels"),
        refers("sealed_file_id", "sealed_streams", on_delete="SET NULL"),
        refers("refused_file_id", "sealed_streams", on_delete="SET NULL"),
        index("intake_id", "position"),
        index("sha256"),
        index("channel_id"),
        CheckConstraint(f"state IN {FILE_STATES}", name="state"),
    )

    intake_id: Mapped[uuid.UUID]
    position: Mapped[int]
    name: Mapped[str]
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    encoding: Mapped[str] = mapped_column(default="")
    line_count: Mapped[int] = mapped_column(default=0)
    format: Mapped[str] = mapped_column(default="")
    guessed: Mapped[str] = mapped_column(default="")
    missing: Mapped[list] = mapped_column(JSONB, default=list)
    shops: Mapped[dict] = mapped_column(JSONB, default=dict)
    channel_id: Mapped[uuid.UUID | None]
    partner_id: Mapped[uuid.UUID | None]
    sealed_file_id: Mapped[uuid.UUID | None]
    refused_file_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(default="ready")
    error: Mapped[str | None]
    seen: Mapped[dict] = mapped_column(JSONB, default=dict)
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)


class IntakeChange(TenantOwned, db.Model):
    """What a file changed in a known order. `changes`: `{dotted path: [before, after]}`, sealed; `outcome`: `applied`,
    or the kind of alert it led to (the parcel was packed or gone). Deleted when the files are.
    """

    __tablename__ = "intake_changes"
    __table_args__ = owned(
        refers("intake_id", "intakes", on_delete="CASCADE"),
        refers("order_id", "orders", on_delete="CASCADE"),
        index("intake_id", "number", "id"),
        index("order_id"),
    )

    intake_id: Mapped[uuid.UUID]
    order_id: Mapped[uuid.UUID]
    number: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="applied")
    changes: Mapped[dict] = mapped_column(Sealed("intake_changes.changes", dict))


class IntakeProfile(TenantOwned, db.Model):
    """取込パターン: how files of one other program are read. `columns`: `{our field: [their header, position]}`;
    `words`: `{our field: {their word: ours}}`; `header`: the names of the file it was made from; `kind`: of which kind
    of shop such files are ('' any). `shape`: `table`, or `mail` for the text of order mails, whose `columns` are labels
    (`{our field: [label|label …, None]}`) and whose `layout` says how it is divided (`mailboxes.patterns`).
    """

    __tablename__ = "intake_profiles"
    __table_args__ = owned(unique("name"), CheckConstraint(f"shape IN {SHAPES}", name="shape"))

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    columns: Mapped[dict] = mapped_column(JSONB, default=dict)
    words: Mapped[dict] = mapped_column(JSONB, default=dict)
    header: Mapped[list] = mapped_column(JSONB, default=list)
    shape: Mapped[str] = mapped_column(default="table")
    layout: Mapped[dict] = mapped_column(JSONB, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_name: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]
