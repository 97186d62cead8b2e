"""How a product travels."""

import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

TEMPERATURES = ("ambient", "chilled", "frozen")
"""From warm to cold."""


class Goods(TenantOwned, db.Model):
    """One row a product, made when somebody says something about it; a product without one travels ambient.

    `weight_g` grams and `size_points` of one piece, 0 when unknown (ec.md §4.4). `packed_alone`: a parcel of its own.
    `chills_along`: ambient goods that may ride in a chilled parcel. `label_name` stands on labels instead of the name
    (§4.11). `contents`: what carriers must be told (電池, 液体 …). `shelf`: where it lies, the order of pick lists.
    `fits_mail`: so many pieces fit into a letter-box parcel, 0 none. `price_check`: warn when a shop's price differs.
    """

    __tablename__ = "goods"
    __table_args__ = owned(
        refers("product_id", "products", on_delete="CASCADE"),
        unique("product_id"),
        index("shelf", "product_id"),
        CheckConstraint(f"temperature IN {TEMPERATURES}", name="temperature"),
        CheckConstraint("weight_g >= 0 AND size_points >= 0 AND fits_mail >= 0", name="sizes"),
    )

    product_id: Mapped[uuid.UUID]
    temperature: Mapped[str] = mapped_column(default="ambient")
    weight_g: Mapped[int] = mapped_column(default=0)
    size_points: Mapped[int] = mapped_column(default=0)
    packed_alone: Mapped[bool] = mapped_column(default=False)
    chills_along: Mapped[bool] = mapped_column(default=True)
    fits_mail: Mapped[int] = mapped_column(default=0)
    label_name: Mapped[str] = mapped_column(default="")
    contents: Mapped[str] = mapped_column(default="")
    shelf: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
