"""A lead."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, refers, unique
from app.masters.responsible import Responsible
from app.records.kit.model import Recorded, recorded


class Lead(Responsible, Recorded, TenantOwned, db.Model):
    """Somebody who showed interest. `rating` A to D; `money`, `authority`, `need`, `timing` are BANT.

    `consented_on`: when they agreed to mails (特定電子メール法), `consent_by` how; `refused_on`: when they took it
    back. `person_id`, `partner_id`, `opportunity_id`: what it became (state `converted`).
    """

    __tablename__ = "leads"
    __table_args__ = recorded(
        refers("campaign_id", "campaigns", on_delete="SET NULL"),
        refers("person_id", "persons", on_delete="SET NULL"),
        refers("partner_id", "partners"),
        unique("code"),
        index("kana", "id"),
        index("campaign_id", "kana"),
        index("owner_id", "kana"),
        CheckConstraint(
            "state IN ('active', 'following', 'nurturing', 'converted', 'unfit', 'duplicate', 'archived')",
            name="state",
        ),
    )
    SEARCHED = ("code", "name", "kana", "company", "department", "email", "phone", "interest")

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    campaign_id: Mapped[uuid.UUID | None]
    interest: Mapped[str] = mapped_column(default="")
    rating: Mapped[str] = mapped_column(default="")
    money: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")
    need: Mapped[str] = mapped_column(default="")
    timing: Mapped[str] = mapped_column(default="")
    unfit_because: Mapped[str] = mapped_column(default="")
    consented_on: Mapped[dt.date | None]
    consent_by: Mapped[str] = mapped_column(default="")
    refused_on: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(default="")
    person_id: Mapped[uuid.UUID | None]
    partner_id: Mapped[uuid.UUID | None]
    opportunity_id: Mapped[uuid.UUID | None]
    converted_at: Mapped[dt.datetime | None]
