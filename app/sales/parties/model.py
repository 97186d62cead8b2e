"""A party of a record."""

import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class RecordParty(TenantOwned, db.Model):
    """A person or a company takes part in a record, as the `role` says; of activities the further people met."""

    __tablename__ = "record_parties"
    __table_args__ = owned(
        refers("person_id", "persons"),
        refers("partner_id", "partners"),
        unique("record_id", "person_id", "role"),
        unique("record_id", "partner_id", "role"),
        index("person_id"),
        index("partner_id"),
        CheckConstraint("(person_id IS NULL) <> (partner_id IS NULL)", name="who"),
    )

    record_type: Mapped[str]
    record_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID | None]
    partner_id: Mapped[uuid.UUID | None]
    role: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
