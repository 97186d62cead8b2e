"""The key of a program."""

import datetime as dt
import uuid

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class ApiToken(TenantOwned, db.Model):
    """`user_id` is whom the program acts as; `scopes` (`product:read`) narrow what that person may do.

    Only the hash of the secret is kept; `prefix` finds the row and tells tokens apart on a screen.
    """

    __tablename__ = "api_tokens"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"), unique("prefix"), index("user_id")
    )

    user_id: Mapped[uuid.UUID]
    name: Mapped[str]
    prefix: Mapped[str]
    secret_hash: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    created_at: Mapped[Stamp]
    expires_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
    last_used_at: Mapped[dt.datetime | None]

    @property
    def label(self):
        """How the audit trail calls it."""
        return f"{self.name} ({self.prefix}…)"

    def state(self, moment):
        """`revoked`, `expired` or `active` at `moment`."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= moment else "active"
