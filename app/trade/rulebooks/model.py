"""The rules of one pattern in one version."""

import uuid

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.ids import new_id
from app.kernel.tenancy import unshared


class Rulebook(db.Model):
    """`pattern` is `export/FCL/brokered/coastal` (see `patterns.Pattern`); the newest version counts.

    `ceilings`, `defaults`: `{kind: marks}`, a mark (W, R, -) per business type as `catalogue.BUSINESS_TYPES`.
    `denied`: pairs [inviter's type, invitee's type] that may not hide although the ceilings would let them.
    `allowed`: the pairs that may, worked out when the version was made, so that an official list can replace them.
    """

    __tablename__ = "trade_rulebooks"
    __table_args__ = unshared("global", UniqueConstraint("pattern", "version"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    pattern: Mapped[str]
    version: Mapped[int]
    ceilings: Mapped[dict] = mapped_column(JSONB)
    defaults: Mapped[dict] = mapped_column(JSONB)
    denied: Mapped[list] = mapped_column(JSONB, default=list)
    allowed: Mapped[list] = mapped_column(JSONB)
    note: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str] = mapped_column(default="")
    made_at: Mapped[Stamp]
