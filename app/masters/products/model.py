"""A product and its prices over time."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, UnitPrice, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.records.kit.model import Recorded, recorded

USUAL_UNIT = "個"


class Product(Recorded, TenantOwned, db.Model):
    """Something with a code. `price` is the standard unit price (tax exclusive) since `price_from`, or None."""

    __tablename__ = "products"
    __table_args__ = recorded(
        refers("category_id", "categories"),
        unique("code"),
        index("kana", "id"),
        index("category_id", "code"),
        index("jan"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
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
