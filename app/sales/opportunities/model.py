"""An opportunity, what is to be sold in it, and the phases it went through."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Quantity, Stamp, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique
from app.masters.responsible import Responsible
from app.records.disclosures.model import Restrictable
from app.records.kit.model import Recorded, recorded


class Opportunity(Responsible, Restrictable, Recorded, TenantOwned, db.Model):
    """`amount` and `gross` (gross profit) in yen without tax; `amount` is that of its lines where it has any.

    `standing` (open, won, lost) and, unless somebody set it, `probability` come from the phase. `expected_on`: day the
    order is expected, `first_expected_on` the day once named first, `sales_on` the day of the sale, `closed_on` the day
    it was won or lost. `entered_phase_at`: since when it is in its phase.
    """

    __tablename__ = "opportunities"
    __table_args__ = recorded(
        refers("partner_id", "partners"),
        refers("end_user_id", "partners"),
        refers("person_id", "persons"),
        refers("phase_id", "phases"),
        refers("campaign_id", "campaigns"),
        unique("code"),
        index("expected_on", "id"),
        index("standing", "phase_id", "expected_on"),
        index("partner_id", "expected_on"),
        index("owner_id", "expected_on"),
        index("person_id"),
        index("campaign_id"),
        index("end_user_id"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint("standing IN ('open', 'won', 'lost')", name="standing"),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability"),
    )
    SEARCHED = ("code", "name", "kana", "next_step", "description")

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    partner_id: Mapped[uuid.UUID]
    end_user_id: Mapped[uuid.UUID | None]
    person_id: Mapped[uuid.UUID | None]
    phase_id: Mapped[uuid.UUID]
    standing: Mapped[str] = mapped_column(default="open")
    probability: Mapped[int] = mapped_column(default=0)
    forecast: Mapped[str] = mapped_column(default="pipeline")
    expected_on: Mapped[dt.date]
    first_expected_on: Mapped[dt.date | None]
    sales_on: Mapped[dt.date | None]
    amount: Mapped[Yen] = mapped_column(default=0)
    gross: Mapped[Yen | None]
    order_type: Mapped[str] = mapped_column(default="new")
    source: Mapped[str] = mapped_column(default="")
    campaign_id: Mapped[uuid.UUID | None]
    competitor: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    reason_note: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[dt.date | None]
    description: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[dt.date | None]
    entered_phase_at: Mapped[Stamp]

    phase = one("Opportunity", "phase_id", "Phase", viewonly=True)
    partner = one("Opportunity", "partner_id", "Partner", viewonly=True)


class PhaseStay(TenantOwned, db.Model):
    """An opportunity was in a phase until `left_at`, with what it was thought to bring then."""

    __tablename__ = "phase_stays"
    __table_args__ = owned(
        refers("opportunity_id", "opportunities", on_delete="CASCADE"),
        refers("phase_id", "phases"),
        index("opportunity_id", "left_at"),
        index("phase_id"),
    )

    opportunity_id: Mapped[uuid.UUID]
    phase_id: Mapped[uuid.UUID]
    entered_at: Mapped[dt.datetime]
    left_at: Mapped[dt.datetime]
    amount: Mapped[Yen]
    expected_on: Mapped[dt.date]
    by_name: Mapped[str] = mapped_column(default="")


class OpportunityLine(TenantOwned, db.Model):
    """Something to be sold: a product or free text. `list_price`, `price`, `cost`: yen a unit without tax.

    `months`: `{"2026-12": yen}` when delivery is spread (期間按分), empty when all comes on the sales day.
    """

    __tablename__ = "opportunity_lines"
    __table_args__ = owned(
        refers("opportunity_id", "opportunities", on_delete="CASCADE"),
        refers("product_id", "products"),
        index("product_id"),
        unique("opportunity_id", "line_no"),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    opportunity_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    product_id: Mapped[uuid.UUID | None]
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Quantity] = mapped_column(default=Decimal(1))
    list_price: Mapped[UnitPrice | None]
    price: Mapped[UnitPrice]
    cost: Mapped[UnitPrice | None]
    amount: Mapped[Yen]
    gross: Mapped[Yen | None]
    months: Mapped[dict] = mapped_column(JSONB, default=dict, server_default="{}")
