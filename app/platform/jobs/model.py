"""A piece of work in the background, and the bell that says when to look at it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, unshared

STATES = ("pending", "running", "done", "failed", "cancelled")


class Job(TenantOwned, db.Model):
    """One unit of background work: `pending → running → done | failed | cancelled`."""

    __tablename__ = "jobs"
    __table_args__ = owned(
        index("state", "due_at"),
        index("subject_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    name: Mapped[str]
    queue: Mapped[str]
    arguments: Mapped[dict] = mapped_column(JSONB, default=dict)
    subject_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[dt.datetime]
    leased_until: Mapped[dt.datetime | None]
    progress_done: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    result: Mapped[dict | None] = mapped_column(JSONB)
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]

    @property
    def finished(self):
        """True when nothing more will happen by itself."""
        return self.state in ("done", "failed", "cancelled")

    @property
    def percent(self):
        """0–100, or None while the total is not known."""
        return min(100, self.progress_done * 100 // self.progress_total) if self.progress_total else None


class JobBell(db.Model):
    """When somebody has to look at which tenant's job. Global, so that the sweep needs no tenant's rows."""

    __tablename__ = "job_bell"
    __table_args__ = unshared("global", Index("ix_job_bell_due_at", "due_at"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    job_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    queue: Mapped[str]
    due_at: Mapped[dt.datetime]
