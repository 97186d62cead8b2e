"""A part of a set."""

import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from app.kernel.db import Quantity, Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class SetPart(TenantOwned, db.Model):
    """So many (`quantity`) of a product (`part_id`) are in one piece of the set (`product_id`). A part may be a set."""

    __tablename__ = "set_parts"
    __table_args__ = owned(
        refers("product_id", "products", on_delete="CASCADE"),
        refers("part_id", "products"),
        unique("product_id", "part_id"),
        index("part_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("product_id <> part_id", name="itself"),
    )

    product_id: Mapped[uuid.UUID]
    part_id: Mapped[uuid.UUID]
    quantity: Mapped[Quantity]
    position: Mapped[int]
    changed_at: Mapped[Stamp]
