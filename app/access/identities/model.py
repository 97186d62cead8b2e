"""Identities, their memberships and devices. Global: few, small, and no business data."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.ids import new_id
from app.kernel.tenancy import unshared


class Identity(db.Model):
    """A person who may sign in. `email` is folded (lower case); the password is an argon2id hash or absent."""

    __tablename__ = "identities"
    __table_args__ = unshared("global")

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[dt.datetime | None]
    session_key: Mapped[uuid.UUID] = mapped_column(default=new_id)
    created_at: Mapped[Stamp]


class Membership(db.Model):
    """Which tenants an identity may enter, and as whom. The tenant's administrator switches `active`."""

    __tablename__ = "memberships"
    __table_args__ = unshared("global", Index("ix_memberships_tenant_id", "tenant_id", "user_id"))

    identity_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("identities.id", ondelete="CASCADE"), primary_key=True
    )
    tenant_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("tenants.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[uuid.UUID]
    active: Mapped[bool] = mapped_column(default=True)


class Device(db.Model):
    """A device that stays signed in: only the hash of its secret is kept."""

    __tablename__ = "devices"
    __table_args__ = unshared("global", Index("ix_devices_identity_id", "identity_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    identity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identities.id", ondelete="CASCADE"))
    secret_hash: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    seen_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime]
