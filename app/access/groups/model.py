"""A group and who belongs to it."""

import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

KINDS = ("public", "brick")


class Group(TenantOwned, db.Model):
    """`public`: people who share views and lists. `brick` (sales §2.1): a set used for disclosing records."""

    __tablename__ = "groups"
    __table_args__ = owned(unique("name"), CheckConstraint(f"kind IN {KINDS}", name="kind"))

    kind: Mapped[str] = mapped_column(default="public")
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]


class GroupMember(TenantOwned, db.Model):
    """`subject`: `user:<id>`, `organisation:<id>`, `below:<id>`, or (in brick groups) `group:<id>` of a public one."""

    __tablename__ = "group_members"
    __table_args__ = owned(
        refers("group_id", "groups", on_delete="CASCADE"), unique("group_id", "subject"), index("subject")
    )

    group_id: Mapped[uuid.UUID]
    subject: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
