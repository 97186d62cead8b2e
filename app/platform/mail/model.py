"""The outbox."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned

STATES = ("pending", "sent", "failed")


class Mail(TenantOwned, db.Model):
    """One mail to one address: `pending → sent | failed` (with the mail server's reason)."""

    __tablename__ = "mails"
    __table_args__ = owned(
        index("subject_id"), index("created_at", "id"), CheckConstraint(f"state IN {STATES}", name="state")
    )

    to_address: Mapped[str]
    to_name: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    reply_to: Mapped[str | None]
    file_ids: Mapped[list] = mapped_column(JSONB, default=list)
    kind: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(default="pending")
    error: Mapped[str | None]
    created_at: Mapped[Stamp]
    sent_at: Mapped[dt.datetime | None]
