"""Each time orders were fetched from a shop, and what came of it."""

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Moment, db
from app.kernel.tenancy import TenantOwned, index, owned, refers


class OrderFetch(TenantOwned, db.Model):
    """One fetching: orders that changed `since` then. Counts of what became of them.

    `problems`: `[{"number", "reason"}]` of orders that did not come in; a reason is a sentence without personal data.
    """

    __tablename__ = "order_fetches"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"), index("channel_id", "at"), index("at", "id")
    )

    channel_id: Mapped[uuid.UUID]
    at: Mapped[Moment]
    since: Mapped[dt.datetime]
    milliseconds: Mapped[int]
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    alerts: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list] = mapped_column(JSONB, default=list)
    error: Mapped[str] = mapped_column(default="")
