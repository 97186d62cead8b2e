"""A change of many records, and each record it came to."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import tokens_of
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATES = ("pending", "done", "failed", "cancelled")
ACTIONS = ("field", "state", "archive", "restore", "delete", "undo", "owners")
OUTCOMES = ("pending", "done", "unchanged", "refused")


class ChangeSet(TenantOwned, db.Model):
    """What was asked for: `pending → done | failed | cancelled` (stopped: what was done until then stays).

    `content`: `{field, value, way}` (`setting.joined`) as `kit.plain` keeps values, or `{state}`. `question` is the
    selection (`Question.address`). `counts`: done, unchanged, refused. It can be undone until `expires_at`.
    """

    __tablename__ = "change_sets"
    __table_args__ = owned(
        refers("undoes_id", "change_sets"),
        index("record_type", "created_at", "id"),
        index("undoes_id", unique=True, postgresql_where="state <> 'failed'"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"action IN {ACTIONS}", name="action"),
    )

    record_type: Mapped[str]
    action: Mapped[str]
    content: Mapped[dict] = mapped_column(JSONB, default=dict)
    question: Mapped[dict] = mapped_column(JSONB, default=dict, info=tokens_of("search"))
    state: Mapped[str] = mapped_column(default="pending")
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    error: Mapped[str | None]
    undoes_id: Mapped[uuid.UUID | None]
    job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime | None]

    @property
    def open_to_undo(self):
        """Whether it can be undone still, as far as itself knows (an undo of it may exist)."""
        young = self.expires_at is not None and self.expires_at > clock.now()
        return (
            young
            and self.state in ("done", "cancelled")
            and self.action != "undo"
            and self.counts.get("done", 0) > 0
        )


class ChangedRecord(TenantOwned, db.Model):
    """One record of a change: `before` holds the columns that changed as the database had them, `version` the one that
    the change made. `reason` says why it was refused, or what was done instead.
    """

    __tablename__ = "changed_records"
    __table_args__ = owned(
        refers("change_set_id", "change_sets", on_delete="CASCADE"),
        unique("change_set_id", "record_id"),
        index("change_set_id", "outcome", "label", "id"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
    )

    change_set_id: Mapped[uuid.UUID]
    record_id: Mapped[uuid.UUID]
    label: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="pending")
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int | None]
    before: Mapped[dict] = mapped_column(JSONB, default=dict)
