"""A move from one record to another, and each row that went over."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers

PENDING, DONE, FAILED, UNDOING, UNDONE = STATES = ("pending", "done", "failed", "undoing", "undone")
REASSIGN, MERGE = ACTIONS = ("reassign", "merge")
MOVED, DROPPED, STAYED = OUTCOMES = ("moved", "dropped", "stayed")
STANDING = (PENDING, DONE, UNDOING)


class RecordMove(TenantOwned, db.Model):
    """What hung on `source_id` goes to `target_id` (reassign), or the one becomes the other (merge).

    `content`: `{parts}` or `{take: {field: side}, versions: [target, source]}`. `counts`: `{part: {outcome: n}}` with
    `hidden` for rows that whoever asked may not see. `kept`: `changes` of the target's fields and what else went along.
    `undo_counts`: `{part: {back, left}}`, `left_fields`: names of fields that somebody changed since.
    """

    __tablename__ = "record_moves"
    __table_args__ = owned(
        index("record_type", "created_at", "id"),
        index("target_id"),
        index(
            "source_id",
            unique=True,
            postgresql_where="action = 'merge' AND state IN ('pending', 'done', 'undoing')",
        ),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"action IN {ACTIONS}", name="action"),
        CheckConstraint("source_id <> target_id", name="two"),
    )

    record_type: Mapped[str]
    action: Mapped[str]
    source_id: Mapped[uuid.UUID]
    target_id: Mapped[uuid.UUID]
    source_label: Mapped[str]
    target_label: Mapped[str]
    content: Mapped[dict] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(default=PENDING)
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    kept: Mapped[dict] = mapped_column(JSONB, default=dict)
    undo_counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    left_fields: Mapped[list] = mapped_column(JSONB, default=list)
    error: Mapped[str | None]
    job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    undone_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime | None]

    @property
    def open_to_undo(self):
        """Whether it can be taken back still, as far as itself knows."""
        return self.state == DONE and self.expires_at is not None and self.expires_at > clock.now()


class MovedRow(TenantOwned, db.Model):
    """One row: `holding` is the column that named the source. `before`: its columns as they were, of a `dropped` row
    (the target had the same already) all of them. `mark` tells whether it was touched since. `undone`: back or left.
    """

    __tablename__ = "moved_rows"
    __table_args__ = owned(
        refers("move_id", "record_moves", on_delete="CASCADE"),
        index("move_id", "holding", "outcome"),
        index("row_id"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint("undone IN ('', 'back', 'left')", name="undone"),
    )

    move_id: Mapped[uuid.UUID]
    part: Mapped[str]
    holding: Mapped[str]
    row_id: Mapped[uuid.UUID]
    label: Mapped[str] = mapped_column(default="")
    hidden: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str]
    before: Mapped[dict] = mapped_column(JSONB, default=dict)
    mark: Mapped[str] = mapped_column(default="")
    undone: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
