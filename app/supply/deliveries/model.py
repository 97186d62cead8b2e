"""A delivery note that we sent, for lists; its words are in the envelope."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique


class AnnouncedDelivery(TenantOwned, db.Model):
    """出荷案内. `number` is ours."""

    __tablename__ = "announced_deliveries"
    __table_args__ = owned(
        refers("order_id", "received_orders"),
        refers("envelope_id", "envelopes"),
        unique("envelope_id"),
        index("order_id", "sent_at"),
        immutable=True,
    )

    order_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    number: Mapped[str]
    shipped_on: Mapped[dt.date]
    sent_at: Mapped[dt.datetime]

    order = one("AnnouncedDelivery", "order_id", "ReceivedOrder")
    envelope = one("AnnouncedDelivery", "envelope_id", "Envelope")
