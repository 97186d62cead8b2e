"""Which code of a shop is which product."""

import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class Listing(TenantOwned, db.Model):
    """紐付け (ec.md §4.12). `mall_code` and `mall_sku` as the shop writes them, folded when it does not tell a from A.

    `options` narrows by the chosen options (a pattern, '' for any). `factor` pieces of the product leave for each one
    sold. `told_quantity` is the stock the shop was told last (None: never), `told_at` when.
    """

    __tablename__ = "listings"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        refers("product_id", "products"),
        unique("channel_id", "mall_code", "mall_sku", "options"),
        index("product_id", "channel_id"),
        CheckConstraint("factor > 0", name="factor"),
    )

    channel_id: Mapped[uuid.UUID]
    product_id: Mapped[uuid.UUID]
    mall_code: Mapped[str]
    mall_sku: Mapped[str] = mapped_column(default="")
    options: Mapped[str] = mapped_column(default="")
    factor: Mapped[int] = mapped_column(default=1)
    by_name: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]
