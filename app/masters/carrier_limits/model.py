"""A limit of a carrier."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Yen, db
from app.kernel.tenancy import TenantOwned, unique
from app.records.kit.model import Recorded, recorded


class CarrierLimit(Recorded, TenantOwned, db.Model):
    """Where it holds: the code begins with `postal_prefix`, lies in `prefecture`, or (`islands`) is an island.

    What is given has to be met together; `carrier` "" is every carrier. `relay_fee` (中継料) is in yen with tax,
    `extra_days` are added to the lead time.
    """

    __tablename__ = "carrier_limits"
    __table_args__ = recorded(
        unique("code"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint("relay_fee >= 0 AND extra_days BETWEEN 0 AND 60", name="amounts"),
    )
    SEARCHED = ("code", "name", "postal_prefix", "note")

    code: Mapped[str]
    name: Mapped[str]
    carrier: Mapped[str] = mapped_column(default="")
    postal_prefix: Mapped[str] = mapped_column(default="")
    prefecture: Mapped[str] = mapped_column(default="")
    islands: Mapped[bool] = mapped_column(default=False)
    no_cod: Mapped[bool] = mapped_column(default=False)
    no_slot: Mapped[bool] = mapped_column(default=False)
    no_cool: Mapped[bool] = mapped_column(default=False)
    no_collect: Mapped[bool] = mapped_column(default=False)
    relay_fee: Mapped[Yen] = mapped_column(default=0)
    extra_days: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
