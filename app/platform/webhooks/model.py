"""Who is told, what was sent, and how it was met."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import encrypted_as
from app.kernel.tenancy import TenantOwned, index, owned, refers

STATES = ("active", "paused", "disabled")
DELIVERY_STATES = ("pending", "delivered", "failed", "withheld")


class Webhook(TenantOwned, db.Model):
    """An address that is told of `events` (`product.changed`), with what its owner may see.

    `paused` by a person, `disabled` by us after failures (`reason`). `secret` is encrypted.
    """

    __tablename__ = "webhooks"
    __table_args__ = owned(CheckConstraint(f"state IN {STATES}", name="state"))

    name: Mapped[str]
    url: Mapped[str]
    events: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    secret: Mapped[str] = mapped_column(info=encrypted_as("webhooks.secret|{id}"))
    owner_id: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(default="active")
    reason: Mapped[str] = mapped_column(default="")
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]


class WebhookDelivery(TenantOwned, db.Model):
    """One event on its way to one webhook: `pending → delivered | failed | withheld`.

    `facts` are what the event said; `body` is made at the first attempt and the same at every later one.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = owned(
        refers("webhook_id", "webhooks", on_delete="CASCADE"),
        index("webhook_id", "created_at", "id"),
        index("created_at"),
        CheckConstraint(f"state IN {DELIVERY_STATES}", name="state"),
    )

    webhook_id: Mapped[uuid.UUID]
    event: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    facts: Mapped[dict] = mapped_column(JSONB, default=dict)
    body: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[dt.datetime | None]
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
    replay_of_id: Mapped[uuid.UUID | None]


class WebhookAttempt(TenantOwned, db.Model):
    """One try: what was sent and what came back, both shortened."""

    __tablename__ = "webhook_attempts"
    __table_args__ = owned(
        refers("delivery_id", "webhook_deliveries", on_delete="CASCADE"), index("delivery_id", "number")
    )

    delivery_id: Mapped[uuid.UUID]
    number: Mapped[int]
    at: Mapped[Stamp]
    milliseconds: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    request_headers: Mapped[dict] = mapped_column(JSONB, default=dict)
    response_headers: Mapped[dict] = mapped_column(JSONB, default=dict)
    response_excerpt: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(default="")
