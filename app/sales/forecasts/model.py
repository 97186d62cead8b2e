"""How open opportunities stood on a day."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Yen, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class ForecastSnapshot(TenantOwned, db.Model):
    """An opportunity on the day `taken_on`, open or won or lost in that quarter; then `expected_on` is the day of that.

    `judged`: yen as managers judged it, None as `amount`. What a reader sees of it is decided by the opportunity.
    """

    __tablename__ = "forecast_snapshots"
    __table_args__ = owned(
        refers("opportunity_id", "opportunities", on_delete="CASCADE"),
        refers("phase_id", "phases"),
        unique("taken_on", "opportunity_id"),
        index("opportunity_id"),
        index("phase_id"),
    )

    taken_on: Mapped[dt.date]
    opportunity_id: Mapped[uuid.UUID]
    phase_id: Mapped[uuid.UUID]
    amount: Mapped[Yen]
    expected_on: Mapped[dt.date]
    forecast: Mapped[str]
    standing: Mapped[str] = mapped_column(default="open", server_default="open")
    judged: Mapped[Yen | None]
