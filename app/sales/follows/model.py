"""How far we are with a lead about a campaign."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATUSES = ("untouched", "called", "absent", "material", "appointment", "passed")


class CampaignFollow(TenantOwned, db.Model):
    """The `status` of a lead in a campaign, since `followed_on`, by whom."""

    __tablename__ = "campaign_follows"
    __table_args__ = owned(
        refers("lead_id", "leads", on_delete="CASCADE"),
        refers("campaign_id", "campaigns", on_delete="CASCADE"),
        refers("user_id", "users"),
        unique("lead_id", "campaign_id"),
        index("campaign_id", "status"),
        index("user_id"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
    )

    lead_id: Mapped[uuid.UUID]
    campaign_id: Mapped[uuid.UUID]
    status: Mapped[str] = mapped_column(default="untouched")
    followed_on: Mapped[dt.date]
    user_id: Mapped[uuid.UUID | None]
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
