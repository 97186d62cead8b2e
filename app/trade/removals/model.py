"""A removal, with what it takes to undo it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned


class PartnerRemoval(TenantOwned, db.Model):
    """Seat `seat_id` took `participation_id` out (R41 to R45). It belongs to the remover's tenant alone.

    `before`: `{"seats": [id], "parents": [[id, inviter, inviter after]],
    "documents": [[id, status, creator, creator after]]}`.
    """

    __tablename__ = "trade_removals"
    __table_args__ = owned(
        CheckConstraint("documents IN ('transfer', 'delete')", name="documents"),
        CheckConstraint("invitees IN ('adopt', 'remove')", name="invitees"),
        index("deal_id", "removed_at", "id"),
    )

    deal_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    participation_id: Mapped[uuid.UUID]
    documents: Mapped[str]
    invitees: Mapped[str]
    before: Mapped[dict] = mapped_column(JSONB)
    removed_at: Mapped[Stamp]
    returned_at: Mapped[dt.datetime | None]
