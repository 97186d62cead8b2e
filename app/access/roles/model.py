"""Roles: named sets of permissions, and who has them."""

import uuid

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class Role(TenantOwned, db.Model):
    """`code` is stable (`buyer`, `approver` …); `name` is what the tenant calls it."""

    __tablename__ = "roles"
    __table_args__ = owned(unique("code"))

    code: Mapped[str]
    name: Mapped[str]
    permissions: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]


class UserRole(TenantOwned, db.Model):
    """A user has a role."""

    __tablename__ = "user_roles"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"),
        refers("role_id", "roles", on_delete="CASCADE"),
        unique("user_id", "role_id"),
        index("role_id"),
    )

    user_id: Mapped[uuid.UUID]
    role_id: Mapped[uuid.UUID]
