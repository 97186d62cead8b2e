"""A judgement."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, Yen, db
from app.kernel.tenancy import TenantOwned, index, owned, refers


class ForecastJudgement(TenantOwned, db.Model):
    """What somebody made of an opportunity, or of all that a person commits to for a `month` (its first day).

    `amount` in yen without tax, None: as the salesperson says; `forecast` a category, "" likewise and for a month. Both
    empty: the one before was taken back. Nothing is overwritten: the one without `replaced_at` counts. `said_amount`,
    `said_forecast`: what the salesperson said then.
    """

    __tablename__ = "forecast_judgements"
    __table_args__ = owned(
        refers("opportunity_id", "opportunities", on_delete="CASCADE"),
        refers("owner_id", "users"),
        index("opportunity_id", "created_at"),
        index("owner_id", "month", "created_at"),
        index(
            "opportunity_id",
            unique=True,
            postgresql_where="replaced_at IS NULL AND opportunity_id IS NOT NULL",
        ),
        index(
            "owner_id", "month", unique=True, postgresql_where="replaced_at IS NULL AND owner_id IS NOT NULL"
        ),
        CheckConstraint(
            "(opportunity_id IS NULL) = (owner_id IS NOT NULL AND month IS NOT NULL)", name="of_one"
        ),
    )

    opportunity_id: Mapped[uuid.UUID | None]
    owner_id: Mapped[uuid.UUID | None]
    month: Mapped[dt.date | None]
    amount: Mapped[Yen | None]
    forecast: Mapped[str] = mapped_column(default="", server_default="")
    comment: Mapped[str]
    said_amount: Mapped[Yen]
    said_forecast: Mapped[str] = mapped_column(default="", server_default="")
    by_name: Mapped[str]
    by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    replaced_at: Mapped[dt.datetime | None]
