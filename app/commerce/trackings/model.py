"""A file of tracking numbers, between the look and the taking in."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Moment, Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned


class TrackingIntake(TenantOwned, db.Model):
    """`lines` are what was read of the file, nothing else of it is kept: `[[line, key, number, carrier, day]]`, sealed.

    `format`: b2, ehiden, yupack, seino or own. `refused`: `[[line, code, values]]` of lines that could not be read.
    `counts` of what happened: new, same, unknown, refused, shipped.
    """

    __tablename__ = "tracking_intakes"
    __table_args__ = owned(
        index("created_at", "id"), CheckConstraint("status IN ('draft', 'done')", name="status")
    )

    status: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    file_name: Mapped[str]
    format: Mapped[str]
    shipped_on: Mapped[dt.date]
    lines: Mapped[dict | None] = mapped_column(Sealed("tracking_intakes.lines", dict))
    refused: Mapped[list] = mapped_column(JSONB, default=list)
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    purge_at: Mapped[Moment]
    created_by_id: Mapped[uuid.UUID | None]
    created_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
