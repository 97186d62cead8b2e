"""Feeds of shipments that a mall works on for a while."""

import datetime as dt
import uuid

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers


class ShipmentFeed(TenantOwned, db.Model):
    """`parcels`: `[[notice id, number]]` in the order they were told; open until the mall has answered."""

    __tablename__ = "shipment_feeds"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        index("channel_id", postgresql_where=text("answered_at IS NULL")),
    )

    channel_id: Mapped[uuid.UUID]
    ticket: Mapped[str]
    parcels: Mapped[list] = mapped_column(JSONB, default=list)
    created_at: Mapped[Stamp]
    answered_at: Mapped[dt.datetime | None]
