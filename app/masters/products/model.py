"""A product and its prices over time."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, UnitPrice, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.records.kit.model import Recorded, recorded

USUAL_UNIT = "個"
TEMPERATURES = ("ambient", "chilled", "frozen")
"""From warm to cold."""


class Product(Recorded, TenantOwned, db.Model):
    """Something with a code. `price` is the standard unit price (tax exclusive) since `price_from`, or None.

    How a piece travels: `weight_g` grams and `size_points` (0 when unknown), `packed_alone` in a parcel of its own,
    `chills_along` when it is ambient and may ride in a chilled parcel, `fits_mail` so many to a letter-box parcel (0
    none). `label_name` stands on labels instead of the name, `contents` is what carriers must be told (電池, 液体 …),
    `shelf` where it lies: the order of pick lists.
    """

    __tablename__ = "products"
    __table_args__ = recorded(
        refers("category_id", "categories"),
        unique("code"),
        index("kana", "id"),
        index("category_id", "code"),
        index("jan"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint(f"temperature IN {TEMPERATURES}", name="temperature"),
        CheckConstraint("weight_g >= 0 AND size_points >= 0 AND fits_mail >= 0", name="sizes"),
    )
    SEARCHED = ("code", "name", "kana", "spec", "maker", "model_number", "jan")

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    spec: Mapped[str] = mapped_column(default="")
    maker: Mapped[str] = mapped_column(default="")
    model_number: Mapped[str] = mapped_column(default="")
    jan: Mapped[str] = mapped_column(default="", server_default="")
    unit: Mapped[str] = mapped_column(default=USUAL_UNIT)
    tax_code: Mapped[str]
    category_id: Mapped[uuid.UUID | None]
    price: Mapped[UnitPrice | None]
    price_from: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(default="")
    temperature: Mapped[str] = mapped_column(default="ambient", server_default="ambient")
    weight_g: Mapped[int] = mapped_column(default=0, server_default="0")
    size_points: Mapped[int] = mapped_column(default=0, server_default="0")
    packed_alone: Mapped[bool] = mapped_column(default=False, server_default="false")
    chills_along: Mapped[bool] = mapped_column(default=True, server_default="true")
    fits_mail: Mapped[int] = mapped_column(default=0, server_default="0")
    label_name: Mapped[str] = mapped_column(default="", server_default="")
    contents: Mapped[str] = mapped_column(default="", server_default="")
    shelf: Mapped[str] = mapped_column(default="", server_default="")

    category = one("Product", "category_id", "Category", viewonly=True)
    prices = many(
        "Product", "ProductPrice", "product_id", viewonly=True, order_by="desc(ProductPrice.valid_from)"
    )


class ProductPrice(TenantOwned, db.Model):
    """A former standard unit price (tax exclusive), from a day on until the next row's day or the present price's."""

    __tablename__ = "product_prices"
    __table_args__ = owned(
        refers("product_id", "products", on_delete="CASCADE"), unique("product_id", "valid_from")
    )

    product_id: Mapped[uuid.UUID]
    valid_from: Mapped[dt.date]
    price: Mapped[UnitPrice]
    note: Mapped[str] = mapped_column(default="")
    set_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
