"""A receipt that was issued."""

import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Stamp, Yen, db
from app.kernel.tenancy import TenantOwned, owned, refers, unique


class Receipt(TenantOwned, db.Model):
    """領収書, exactly as issued; never changed. `copy_no` counts from 1 within the order; from 2 on it says 再発行.

    `total` is what was paid (points and coupons are not money), `taxes` `[[percent, amount with tax, tax], …]` add up
    to it. `addressee` (宛名) is sealed, `purpose` is 但書. `issuer`: name, address lines and registration number.
    """

    __tablename__ = "receipts"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        unique("order_id", "copy_no"),
        unique("number"),
        CheckConstraint("copy_no > 0", name="copy"),
        immutable=True,
    )

    order_id: Mapped[uuid.UUID]
    number: Mapped[str]
    copy_no: Mapped[int]
    addressee: Mapped[str] = mapped_column(Sealed("receipts.addressee"))
    purpose: Mapped[str]
    total: Mapped[Yen]
    taxes: Mapped[list] = mapped_column(JSONB)
    issuer: Mapped[dict] = mapped_column(JSONB)
    method: Mapped[str] = mapped_column(default="")
    by_name: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[Stamp]
