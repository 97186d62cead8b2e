"""The customer's way in, what they wish, and what was said."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Moment, Stamp, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique

STATES = ("open", "accepted", "declined")


class OrderLink(TenantOwned, db.Model):
    """A private link to one order. Only the hash of its secret is kept; it ends by itself or when it is revoked."""

    __tablename__ = "order_links"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"), unique("secret_hash"), index("order_id")
    )

    order_id: Mapped[uuid.UUID]
    secret_hash: Mapped[str]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[dt.datetime | None]
    opened_at: Mapped[dt.datetime | None]
    opened_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Stamp]


class OrderRequest(TenantOwned, db.Model):
    """What a customer wishes changed about one slip: open → accepted | declined.

    `wish` (sealed): `wished_on` (ISO day), `slot`, and fields of the recipient that shall be different. `answer` is
    what the clerk says to it. `by_name` '' for what was done at once.
    """

    __tablename__ = "order_requests"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        refers("slip_id", "slips", on_delete="CASCADE"),
        index("order_id", "created_at"),
        index("slip_id"),
        index("created_at", "id", postgresql_where=text("state = 'open'")),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    order_id: Mapped[uuid.UUID]
    slip_id: Mapped[uuid.UUID]
    wish: Mapped[dict] = mapped_column(Sealed("order_requests.wish", dict))
    state: Mapped[str] = mapped_column(default="open")
    answer: Mapped[str] = mapped_column(Sealed("order_requests.answer"), nullable=True)
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    decided_at: Mapped[dt.datetime | None]

    slip = one("OrderRequest", "slip_id", "Slip", viewonly=True)


class OrderMessage(TenantOwned, db.Model):
    """One line of the conversation about an order. `read_at`: seen by the other side."""

    __tablename__ = "order_messages"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        index("order_id", "created_at", "id"),
        index("created_at", "id", postgresql_where=text("from_customer AND read_at IS NULL")),
    )

    order_id: Mapped[uuid.UUID]
    from_customer: Mapped[bool]
    text: Mapped[str] = mapped_column(Sealed("order_messages.text"))
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    read_at: Mapped[dt.datetime | None]
