"""What a check found."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers


class Alert(TenantOwned, db.Model):
    """アラート. `kind` is a code of `kinds`; `facts` what it found (never personal data), `proposal` what a click
    would put right (sealed: a corrected address is personal). `slip_id` None: it is about the whole order.

    Open while `answered_at` is None. `answer`: the code of the click (accept, correct, map, cancel …).
    """

    __tablename__ = "alerts"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        refers("slip_id", "slips", on_delete="CASCADE"),
        index("order_id"),
        index("slip_id"),
        index("kind", "created_at", "id", postgresql_where=text("answered_at IS NULL")),
        CheckConstraint("severity IN ('yellow', 'red')", name="severity"),
    )

    order_id: Mapped[uuid.UUID]
    slip_id: Mapped[uuid.UUID | None]
    kind: Mapped[str]
    severity: Mapped[str]
    facts: Mapped[dict] = mapped_column(JSONB, default=dict)
    proposal: Mapped[dict | None] = mapped_column(Sealed("alerts.proposal", dict))
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None]
    created_at: Mapped[Stamp]
