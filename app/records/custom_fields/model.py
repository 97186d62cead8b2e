"""Work on every row of a record type that follows a change of its own fields."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned

STATES = ("pending", "done", "failed", "cancelled")
ACTS = ("slot", "formula", "purge", "merge")


class Rework(TenantOwned, db.Model):
    """One walk over all rows, in the order of their ids, some at a time: `after_id` is the last one done.

    `slot`: copy the values of `field` into the slot `details.slot`. `formula`: work all formulas out again. `purge`:
    forget the values of `field`. `merge`: put `details.into` wherever a field of the code list `details.list` holds
    `details.value`.
    """

    __tablename__ = "reworks"
    __table_args__ = owned(
        index("record_type", "created_at", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"act IN {ACTS}", name="act"),
    )

    record_type: Mapped[str]
    act: Mapped[str]
    field: Mapped[str] = mapped_column(default="")
    details: Mapped[dict] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(default="pending")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    after_id: Mapped[uuid.UUID | None]
    error: Mapped[str | None]
    job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
