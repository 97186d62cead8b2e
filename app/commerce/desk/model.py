"""One act on many slips."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned

STATES = ("pending", "running", "done", "failed")


class SlipBatch(TenantOwned, db.Model):
    """一括処理. `act` is a word of `acts.ACTS`, `content` what was typed for it (sealed: a reason may name somebody).

    `slip_ids` are worked through in portions; `done` counts how far it came, so that the successor of a killed worker
    goes on there. `moved`: `[[slip id, from, to], …]`, `refused`: `{slip id: code}`.
    """

    __tablename__ = "slip_batches"
    __table_args__ = owned(index("created_at", "id"), CheckConstraint(f"state IN {STATES}", name="state"))

    act: Mapped[str]
    content: Mapped[dict] = mapped_column(Sealed("slip_batches.content", dict))
    slip_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)))
    done: Mapped[int] = mapped_column(default=0)
    moved: Mapped[list] = mapped_column(JSONB, default=list)
    refused: Mapped[dict] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(default="pending")
    error: Mapped[str | None]
    job_id: Mapped[uuid.UUID | None]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]
    undone_by_name: Mapped[str] = mapped_column(default="")

    @property
    def total(self):
        """How many slips were chosen."""
        return len(self.slip_ids)
