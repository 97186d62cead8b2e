"""Files that came in, and who the parties named in them are."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import SealedBytes
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class EdiFile(TenantOwned, db.Model):
    """An EDIFACT file as it came, for one own organisation as a business type; `deals`: ids of what it went into.

    `content` names people and addresses, and stands sealed.
    """

    __tablename__ = "trade_edi_files"
    __table_args__ = owned(
        refers("organisation_id", "trade_organisations"),
        CheckConstraint("status IN ('waiting', 'taken', 'dropped')", name="status"),
        index("created_at", "id"),
    )

    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(SealedBytes("trade_edi_files.content"))
    sender: Mapped[str]
    organisation_id: Mapped[uuid.UUID]
    business_type: Mapped[str]
    status: Mapped[str] = mapped_column(default="waiting")
    version: Mapped[int] = mapped_column(default=1)
    deals: Mapped[list] = mapped_column(JSONB, default=list)
    created_at: Mapped[Stamp]
    taken_at: Mapped[dt.datetime | None]


class EdiParty(TenantOwned, db.Model):
    """A party as messages name it (`key`: its code, else its text, folded) and the organisation it is bound to.

    Unbound ones (`code` empty) are the queue: they take part in nothing until somebody says who they are (R73).
    """

    __tablename__ = "trade_edi_parties"
    __table_args__ = owned(unique("role", "key"))

    role: Mapped[str]
    key: Mapped[str]
    text: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    business_type: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[Stamp]
