"""The index of hashed beginnings, by which persons are found, and who looked at whom."""

import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers


class PersonPrefix(TenantOwned, db.Model):
    """One beginning (two to six letters of a folded name or reading) of a person of the order `order_id`.

    `key` is blind (`sealing.blind(…, of="prefix")`). Rows are written with the order, never changed, and go with it.
    """

    __tablename__ = "person_prefixes"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"), index("key", "order_id"), index("order_id")
    )

    order_id: Mapped[uuid.UUID]
    key: Mapped[int]


class PersonalDataRead(TenantOwned, db.Model):
    """Who saw personal data of which record, and how: a page, a file. Added, never changed (ec.md §4.15)."""

    __tablename__ = "personal_data_reads"
    __table_args__ = owned(index("record_id", "at"), index("by_id", "at"), immutable=True)

    record_id: Mapped[uuid.UUID | None]
    way: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    by_id: Mapped[uuid.UUID | None]
    by_name: Mapped[str]
    at: Mapped[Stamp]
