"""A rule of how long parcels travel."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, unique
from app.records.kit.model import Recorded, recorded


class LeadTime(Recorded, TenantOwned, db.Model):
    """Days from `origin` to `destination` (numbers of prefectures, "" for any), or to codes that begin so.

    `earliest_slot` is the first time of day that can be promised on the last day (`am`, `14-16`, …; "" for any).
    """

    __tablename__ = "lead_times"
    __table_args__ = recorded(
        unique("code"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint("days BETWEEN 0 AND 60", name="days"),
    )
    SEARCHED = ("code", "name", "postal_prefix", "note")

    code: Mapped[str]
    name: Mapped[str]
    origin: Mapped[str] = mapped_column(default="")
    destination: Mapped[str] = mapped_column(default="")
    postal_prefix: Mapped[str] = mapped_column(default="")
    days: Mapped[int] = mapped_column(default=1)
    earliest_slot: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
