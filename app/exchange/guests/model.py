"""The guest's way in: a secret link to one case of one buyer."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class GuestLink(TenantOwned, db.Model):
    """Kept in the *buyer's* tenant. Only the hash of the link's secret is stored; `revoked_at` closes it."""

    __tablename__ = "guest_links"
    __table_args__ = owned(refers("case_id", "exchange_cases"), unique("secret_hash"), index("case_id"))

    case_id: Mapped[uuid.UUID]
    email: Mapped[str]
    secret_hash: Mapped[str]
    created_at: Mapped[Stamp]
    expires_at: Mapped[dt.datetime]
    opened_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
    opened_count: Mapped[int] = mapped_column(default=0)
