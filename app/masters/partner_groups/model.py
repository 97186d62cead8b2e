"""A group of accounts."""

import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, refers, unique
from app.records.kit.model import Recorded, recorded


class PartnerGroup(Recorded, TenantOwned, db.Model):
    """Accounts belong to any number of groups: a partner keeps their codes. `position` orders those of one parent."""

    __tablename__ = "partner_groups"
    __table_args__ = recorded(
        refers("parent_id", "partner_groups", on_delete="SET NULL"),
        unique("code"),
        index("position", "id"),
        index("parent_id"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
    )
    SEARCHED = ("code", "name")

    code: Mapped[str]
    name: Mapped[str]
    parent_id: Mapped[uuid.UUID | None]
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
