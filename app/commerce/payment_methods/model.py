"""How an order is paid."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, unique
from app.records.kit.model import Recorded, recorded

KINDS = ("card", "cod", "prepay", "postpay", "invoice", "points", "wallet", "loan", "other")


class PaymentMethod(Recorded, TenantOwned, db.Model):
    """支払方法. `names` are what shops call it, one a line. Only `prepay` waits for the money; `cod` is collected."""

    __tablename__ = "payment_methods"
    __table_args__ = recorded(
        unique("code"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
    )
    SEARCHED = ("code", "name", "names")

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    names: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
