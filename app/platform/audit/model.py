"""One line of the audit trail. Insert only: the application can neither change nor delete it."""

import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned


class AuditEntry(TenantOwned, db.Model):
    """`verb` is a code such as `rfq.sent`; it becomes a sentence only when shown."""

    __tablename__ = "audit_entries"
    __table_args__ = owned(
        index("subject_id", "at"), index("at", "id"), index("actor_id", "at"), immutable=True
    )

    at: Mapped[Stamp]
    verb: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    subject_label: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[uuid.UUID | None]
    actor_name: Mapped[str]
    for_actor_id: Mapped[uuid.UUID | None]
    for_actor_name: Mapped[str | None]
    address: Mapped[str] = mapped_column(default="")
    request_id: Mapped[str] = mapped_column(default="")
    details: Mapped[dict] = mapped_column(JSONB, default=dict)
