"""An order and its lines: what was bought, from whom, for how much."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.person import Person
from app.commerce.persons.sealed import Sealed
from app.kernel.db import Moment, Stamp, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique

KINDS = ("normal", "preorder", "subscription", "phone")
LINE_KINDS = ("goods", "wrapping", "discount", "other")


class Order(TenantOwned, db.Model):
    """受注. One row for each number of a shop, for ever; how far it is stands on its slips.

    Yen throughout; discounts and points are positive. `total` None: the shop has not fixed it (`-9999`). `taxes`:
    `[[percent, amount with tax, tax therein], …]`. `basis`: whether line prices include tax. `buyer`, `remarks`,
    `memo` and `received` (the order as it last came in) are sealed; the `*_key` columns find the buyer without opening.
    `gift`: buyer and recipient differ, so no paper of the parcel shows an amount. `paid_on` None: not paid.
    `revision` counts how often the shop changed it.
    """

    __tablename__ = "orders"
    __table_args__ = owned(
        refers("channel_id", "channels"),
        refers("customer_id", "customers"),
        refers("payment_method_id", "payment_methods"),
        unique("channel_id", "number"),
        index("number"),
        index("ordered_at", "id"),
        index("customer_id", "ordered_at"),
        index("phone_key"),
        index("mail_key"),
        index("name_key"),
        index("address_key"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("basis IN ('inclusive', 'exclusive')", name="basis"),
    )

    channel_id: Mapped[uuid.UUID]
    number: Mapped[str]
    kind: Mapped[str] = mapped_column(default="normal")
    ordered_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(default=1)
    customer_id: Mapped[uuid.UUID | None]
    buyer: Mapped[Person] = mapped_column(Sealed("orders.buyer", Person))
    phone_key: Mapped[int | None]
    mail_key: Mapped[int | None]
    name_key: Mapped[int | None]
    address_key: Mapped[int | None]
    gift: Mapped[bool] = mapped_column(default=False)
    device: Mapped[str] = mapped_column(default="")
    payment_method_id: Mapped[uuid.UUID | None]
    payment_name: Mapped[str] = mapped_column(default="")
    payment_kind: Mapped[str] = mapped_column(default="other")
    settlement: Mapped[str] = mapped_column(default="")
    paid_on: Mapped[dt.date | None]
    basis: Mapped[str] = mapped_column(default="inclusive")
    goods: Mapped[Yen | None]
    postage: Mapped[Yen | None]
    cod_fee: Mapped[Yen | None]
    payment_fee: Mapped[Yen] = mapped_column(default=0)
    wrapping_fee: Mapped[Yen] = mapped_column(default=0)
    other_fee: Mapped[Yen] = mapped_column(default=0)
    shop_coupon: Mapped[Yen] = mapped_column(default=0)
    mall_coupon: Mapped[Yen] = mapped_column(default=0)
    points: Mapped[Yen] = mapped_column(default=0)
    other_discount: Mapped[Yen] = mapped_column(default=0)
    total: Mapped[Yen | None]
    taxes: Mapped[list] = mapped_column(JSONB, default=list)
    remarks: Mapped[str] = mapped_column(Sealed("orders.remarks"), nullable=True)
    memo: Mapped[str] = mapped_column(Sealed("orders.memo"), nullable=True)
    received: Mapped[dict | None] = mapped_column(Sealed("orders.received", dict))
    revision: Mapped[int] = mapped_column(default=0)
    intake_id: Mapped[uuid.UUID | None]
    blanked_at: Mapped[dt.datetime | None]
    created_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    changed_at: Mapped[Stamp]

    channel = one("Order", "channel_id", "Channel", viewonly=True)
    customer = one("Order", "customer_id", "Customer", viewonly=True)
    lines = many("Order", "OrderLine", "order_id", order_by="OrderLine.line_no", viewonly=True)
    slips = many("Order", "Slip", "order_id", order_by="Slip.slip_no", viewonly=True)


class OrderLine(TenantOwned, db.Model):
    """明細. `key` names it within the order as the shop does. `price` yen per piece, `amount` yen after `discount`.

    `product_id` None: the shop's code is not mapped to a product yet. `factor` pieces of the product leave the house
    for each one sold (a case of 12). Which slip carries how many of it stands in `slip_lines`.
    """

    __tablename__ = "order_lines"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        refers("product_id", "products"),
        unique("order_id", "key"),
        index("product_id"),
        index("mall_code", "mall_sku"),
        CheckConstraint(f"kind IN {LINE_KINDS}", name="kind"),
    )

    order_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    key: Mapped[str]
    kind: Mapped[str] = mapped_column(default="goods")
    product_id: Mapped[uuid.UUID | None]
    factor: Mapped[int] = mapped_column(default=1)
    own_code: Mapped[str] = mapped_column(default="")
    mall_code: Mapped[str] = mapped_column(default="")
    mall_sku: Mapped[str] = mapped_column(default="")
    jan: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    options: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int]
    price: Mapped[Yen] = mapped_column(default=0)
    tax_rate: Mapped[int] = mapped_column(default=10)
    included: Mapped[bool] = mapped_column(default=True)
    discount: Mapped[Yen] = mapped_column(default=0)
    amount: Mapped[Yen] = mapped_column(default=0)
    cancelled: Mapped[bool] = mapped_column(default=False)
