"""The secret address of somebody's calendar."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, owned, refers, unique


class CalendarFeed(TenantOwned, db.Model):
    """A calendar that can be read, and nothing else. Only the hash of the address's secret is kept.

    `results`: what was done is in it too. `read_at`: when a program fetched it last, to the hour.
    """

    __tablename__ = "calendar_feeds"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"), unique("user_id"), unique("secret_hash")
    )

    user_id: Mapped[uuid.UUID]
    secret_hash: Mapped[str]
    results: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Stamp]
    read_at: Mapped[dt.datetime | None]
