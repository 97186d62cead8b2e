"""What a shop is told about a slip, and the files in which it is told."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers

STATES = ("pending", "sent", "failed")
WAYS = ("file", "api")


class ShipmentNotice(TenantOwned, db.Model):
    """One slip told to its shop, with the numbers as they were then. A bundled slip has its own.

    pending → sent | failed (`error` says why, `attempts` how often), whichever `way`. A slip has one notice that is not
    `again`; telling it once more on purpose makes further ones.
    """

    __tablename__ = "shipment_notices"
    __table_args__ = owned(
        refers("slip_id", "slips", on_delete="CASCADE"),
        refers("channel_id", "channels"),
        refers("file_id", "notice_files", on_delete="SET NULL"),
        index("slip_id", name="uq_shipment_notices_once", unique=True, postgresql_where=text("NOT again")),
        index("slip_id", "created_at"),
        index("channel_id", "state", "created_at"),
        index("file_id", postgresql_where=text("file_id IS NOT NULL")),
        index("state", "created_at"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
    )

    slip_id: Mapped[uuid.UUID]
    channel_id: Mapped[uuid.UUID]
    way: Mapped[str] = mapped_column(default="file")
    state: Mapped[str] = mapped_column(default="pending")
    version: Mapped[int] = mapped_column(default=1)
    again: Mapped[bool] = mapped_column(default=False)
    carrier: Mapped[str]
    numbers: Mapped[list] = mapped_column(JSONB, default=list)
    shipped_on: Mapped[dt.date]
    file_id: Mapped[uuid.UUID | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[dt.datetime | None]
    created_at: Mapped[Stamp]

    slip = one("ShipmentNotice", "slip_id", "Slip", viewonly=True)
    channel = one("ShipmentNotice", "channel_id", "Channel", viewonly=True)


class NoticeFile(TenantOwned, db.Model):
    """A file of notices for one shop; its bytes lie sealed in `sealed_files` for some days."""

    __tablename__ = "notice_files"
    __table_args__ = owned(refers("channel_id", "channels"), index("created_at", "id"), index("channel_id"))

    channel_id: Mapped[uuid.UUID]
    name: Mapped[str]
    notice_count: Mapped[int]
    created_by_id: Mapped[uuid.UUID | None]
    created_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]

    channel = one("NoticeFile", "channel_id", "Channel", viewonly=True)
