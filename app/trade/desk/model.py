"""What an organisation keeps of a deal for itself: nobody else in the room sees it (R9)."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class OwnNote(TenantOwned, db.Model):
    """社内管理番号 of a seat of ours, unique within our organisation (trade.md §1.2)."""

    __tablename__ = "trade_own_notes"
    __table_args__ = owned(
        refers("organisation_id", "trade_organisations"),
        unique("participation_id"),
        index("organisation_id", "number", unique=True, postgresql_where="number <> ''"),
    )

    deal_id: Mapped[uuid.UUID]
    participation_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID]
    number: Mapped[str] = mapped_column(default="")


class DealReading(TenantOwned, db.Model):
    """Until when a colleague has read a deal from a seat, and whether they want to hear of it (`muted`)."""

    __tablename__ = "trade_readings"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"), unique("user_id", "participation_id")
    )

    user_id: Mapped[uuid.UUID]
    participation_id: Mapped[uuid.UUID]
    read_at: Mapped[dt.datetime | None]
    muted: Mapped[bool] = mapped_column(default=False)
