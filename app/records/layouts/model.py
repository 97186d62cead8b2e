"""What a tenant decided about a record type, with every earlier version."""

import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, owned, unique


class Configuration(TenantOwned, db.Model):
    """The present content for `subject`: `record:<record type>`, or `codes` for the code lists.

    `version` counts the changes. It is read with every request, so that a change shows at once everywhere.
    """

    __tablename__ = "configurations"
    __table_args__ = owned(unique("subject"))

    subject: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict] = mapped_column(JSONB, default=dict)
    changed_at: Mapped[Stamp]


class ConfigurationRevision(TenantOwned, db.Model):
    """One version as it was saved, by whom. `summary` is a code that becomes a sentence when shown."""

    __tablename__ = "configuration_revisions"
    __table_args__ = owned(unique("subject", "version"), immutable=True)

    subject: Mapped[str]
    version: Mapped[int]
    content: Mapped[dict] = mapped_column(JSONB, default=dict)
    summary: Mapped[str] = mapped_column(default="")
    details: Mapped[dict] = mapped_column(JSONB, default=dict)
    by_id: Mapped[uuid.UUID | None]
    by_name: Mapped[str] = mapped_column(default="")
    at: Mapped[Stamp]
