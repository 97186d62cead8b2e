"""A person."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, refers, unique
from app.masters.responsible import Responsible
from app.records.kit.model import Recorded, recorded


class Person(Responsible, Recorded, TenantOwned, db.Model):
    """Somebody at a company (`partner_id`; `company_name` as their card says it while the company is not known to us).

    `grade` is their rank there, `role` their part in decisions, `strength` how close we are. State `moved`: no longer
    with that company. `may_mail`: agreed to mails about products (特定電子メール法).
    `score` is copied here every night by `scores`, so that lists show and sort by it.
    """

    __tablename__ = "persons"
    __table_args__ = recorded(
        refers("partner_id", "partners"),
        refers("introduced_by_id", "persons", on_delete="SET NULL"),
        unique("code"),
        index("kana", "id"),
        index("partner_id", "kana"),
        index("owner_id", "kana"),
        index("email"),
        index("score", "id"),
        CheckConstraint("state IN ('active', 'moved', 'archived')", name="state"),
    )
    SEARCHED = ("code", "name", "kana", "company_name", "department", "title", "email", "phone", "mobile")

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    partner_id: Mapped[uuid.UUID | None]
    company_name: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    strength: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    fax: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    birthday: Mapped[dt.date | None]
    introduced_by_id: Mapped[uuid.UUID | None]
    may_mail: Mapped[bool] = mapped_column(default=False)
    score: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
