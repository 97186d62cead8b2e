"""An activity."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, refers, unique
from app.masters.responsible import Responsible
from app.records.disclosures.model import Restrictable
from app.records.kit.model import Recorded, recorded

PLAN, RESULT = "plan", "result"


class Activity(Responsible, Restrictable, Recorded, TenantOwned, db.Model):
    """A visit, call, meeting …, as `standing` says planned or done; a plan becomes the result in the same row.

    `starts_at`, `ends_at` in UTC; `planned_at` keeps when it was planned for. `entered_once`: the word with which a
    phone names what it sends, so that a second try of the same draft enters nothing twice.
    """

    __tablename__ = "activities"
    __table_args__ = recorded(
        refers("partner_id", "partners"),
        refers("person_id", "persons"),
        refers("opportunity_id", "opportunities"),
        refers("campaign_id", "campaigns"),
        refers("lead_id", "leads"),
        unique("code"),
        unique("entered_once"),
        index("starts_at", "id"),
        index("partner_id", "starts_at"),
        index("person_id", "starts_at"),
        index("opportunity_id", "starts_at"),
        index("owner_id", "starts_at"),
        index("campaign_id"),
        index("lead_id"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint(f"standing IN {(PLAN, RESULT)}", name="standing"),
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="times"),
    )
    SEARCHED = ("code", "name", "place", "purpose", "content")

    code: Mapped[str]
    name: Mapped[str]
    standing: Mapped[str] = mapped_column(default=RESULT)
    kind: Mapped[str] = mapped_column(default="visit")
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime | None]
    planned_at: Mapped[dt.datetime | None]
    place: Mapped[str] = mapped_column(default="")
    partner_id: Mapped[uuid.UUID | None]
    person_id: Mapped[uuid.UUID | None]
    opportunity_id: Mapped[uuid.UUID | None]
    campaign_id: Mapped[uuid.UUID | None]
    lead_id: Mapped[uuid.UUID | None]
    purpose: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    reaction: Mapped[str] = mapped_column(default="")
    entered_once: Mapped[str | None]
