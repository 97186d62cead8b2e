"""Users: a person inside one tenant."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATES = ("invited", "active", "disabled")
LICENCES = ("full", "light", "supplier")


class User(TenantOwned, db.Model):
    """`identity_id` (global) is the person; everything else is how this tenant knows them."""

    __tablename__ = "users"
    __table_args__ = owned(
        refers("organisation_id", "organisations"),
        unique("identity_id"),
        unique("email"),
        index("organisation_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"licence IN {LICENCES}", name="licence"),
    )

    identity_id: Mapped[uuid.UUID]
    email: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[uuid.UUID | None]
    title: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="ja")
    theme: Mapped[str] = mapped_column(default="auto")
    density: Mapped[str] = mapped_column(default="comfortable")
    state: Mapped[str] = mapped_column(default="invited")
    licence: Mapped[str] = mapped_column(default="full", server_default="full")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]
    last_seen_at: Mapped[dt.datetime | None]


class Invitation(TenantOwned, db.Model):
    """A colleague asked to come in by mail. Only the hash of the link's secret is kept."""

    __tablename__ = "invitations"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"), unique("secret_hash"), index("user_id")
    )

    user_id: Mapped[uuid.UUID]
    secret_hash: Mapped[str]
    invited_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    expires_at: Mapped[dt.datetime]
    accepted_at: Mapped[dt.datetime | None]
