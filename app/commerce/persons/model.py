"""The index of hashed beginnings: persons are found by the first letters of their names."""

import uuid

from sqlalchemy.orm import Mapped

from app.kernel.db import db
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
