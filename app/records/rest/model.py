"""Requests that are done once, however often a program sends them."""

import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, unique


class ApiRequest(TenantOwned, db.Model):
    """A POST with an Idempotency-Key and what it was answered; without `status` while it is under way."""

    __tablename__ = "api_requests"
    __table_args__ = owned(unique("token_id", "key"), index("created_at"))

    token_id: Mapped[uuid.UUID]
    key: Mapped[str]
    fingerprint: Mapped[str]
    status: Mapped[int | None]
    headers: Mapped[dict] = mapped_column(JSONB, default=dict)
    body: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
