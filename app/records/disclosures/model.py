"""To whom a restricted record is disclosed."""

import uuid

from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, unique


class Restrictable:
    """A record that can be restricted (`RecordType.private`): then only those named in `disclosures`, and whoever
    entered it, know that it exists.
    """

    @declared_attr
    def restricted(cls) -> Mapped[bool]:  # noqa: N805 -- a class attribute of the mapped class
        """Whether the disclosures decide who sees it; False: everybody who may see the record type."""
        return mapped_column(default=False, server_default="false", sort_order=86)


class Disclosure(TenantOwned, db.Model):
    """One subject that may see one restricted record."""

    __tablename__ = "disclosures"
    __table_args__ = owned(unique("record_id", "subject"), index("subject"))

    record_id: Mapped[uuid.UUID]
    subject: Mapped[str]
    created_at: Mapped[Stamp]
