"""Notices and what each user wants to hear of."""

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class Notification(TenantOwned, db.Model):
    """One notice for one user. `message` is an English msgid, filled with `values` in the reader's language."""

    __tablename__ = "notifications"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"),
        index("user_id", "created_at", "id"),
        index("user_id", name="ix_notifications_unread", postgresql_where="read_at IS NULL"),
    )

    user_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    message: Mapped[str]
    values: Mapped[dict] = mapped_column(JSONB, default=dict)
    path: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    read_at: Mapped[dt.datetime | None]


class NotificationChoice(TenantOwned, db.Model):
    """A user's choice for one kind; no row means the kind's default. `mail` at once or `daily`, never both."""

    __tablename__ = "notification_choices"
    __table_args__ = owned(refers("user_id", "users", on_delete="CASCADE"), unique("user_id", "kind"))

    user_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    in_app: Mapped[bool] = mapped_column(default=True)
    mail: Mapped[bool] = mapped_column(default=True)
    daily: Mapped[bool] = mapped_column(default=False, server_default="false")


class DigestItem(TenantOwned, db.Model):
    """Something that waits for a user's mail of the day. `facts` say what happened, never how it is told."""

    __tablename__ = "digest_items"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"), index("user_id", "created_at", "id")
    )

    user_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    facts: Mapped[dict] = mapped_column(JSONB)
    created_at: Mapped[Stamp]
