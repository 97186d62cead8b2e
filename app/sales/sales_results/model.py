"""A sales result."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, refers, unique
from app.masters.responsible import Responsible
from app.records.kit.model import Recorded, recorded


class SalesResult(Responsible, Recorded, TenantOwned, db.Model):
    """A line of what was sold on a day: `amount`, `cost`, `gross` (profit) in yen without tax; returns are negative.

    `owner_id` and `organisation_id`: who sold it, as the file says.
    """

    __tablename__ = "sales_results"
    __table_args__ = recorded(
        refers("partner_id", "partners"),
        refers("product_id", "products"),
        refers("category_id", "categories"),
        refers("opportunity_id", "opportunities"),
        unique("code"),
        index("sold_on", "id"),
        index("partner_id", "code"),
        index("product_id", "code"),
        index("category_id", "code"),
        index("owner_id", "sold_on"),
        index("opportunity_id", postgresql_where="opportunity_id IS NOT NULL"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
    )
    SEARCHED = ("code", "slip_no", "note")

    code: Mapped[str]
    sold_on: Mapped[dt.date]
    partner_id: Mapped[uuid.UUID]
    product_id: Mapped[uuid.UUID | None]
    category_id: Mapped[uuid.UUID | None]
    quantity: Mapped[Quantity | None]
    unit_price: Mapped[UnitPrice | None]
    amount: Mapped[Yen]
    cost: Mapped[Yen | None]
    gross: Mapped[Yen | None]
    opportunity_id: Mapped[uuid.UUID | None]
    slip_no: Mapped[str] = mapped_column(default="")
    line_no: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
