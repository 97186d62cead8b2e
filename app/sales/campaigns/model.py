"""A campaign."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Yen, db
from app.kernel.tenancy import TenantOwned, index, refers, unique
from app.masters.responsible import Responsible
from app.records.kit.model import Recorded, recorded


class Campaign(Responsible, Recorded, TenantOwned, db.Model):
    """An exhibition, seminar, mailing …; `budget`, `cost` and `wanted_revenue` in yen without tax."""

    __tablename__ = "campaigns"
    __table_args__ = recorded(
        refers("parent_id", "campaigns", on_delete="SET NULL"),
        unique("code"),
        index("starts_on", "id"),
        CheckConstraint("state IN ('active', 'running', 'ended', 'stopped', 'archived')", name="state"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days"),
    )
    SEARCHED = ("code", "name", "place", "description")

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    budget: Mapped[Yen | None]
    cost: Mapped[Yen | None]
    wanted_leads: Mapped[int | None]
    wanted_revenue: Mapped[Yen | None]
    place: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[uuid.UUID | None]
