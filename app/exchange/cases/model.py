"""One side's row of a case, and how far each reader has read."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class Case(TenantOwned, db.Model):
    """調達案件 as one side keeps it. The same `id` names the case on both sides.

    `side` is ours: 'buyer' or 'supplier'. `counterpart_tenant_id` is None for a partner who is not on this
    installation (a guest, reached by mail). `length` and `head` are the chain's end; locking the row locks the chain.
    """

    __tablename__ = "exchange_cases"
    __table_args__ = owned(
        index("side", "updated_at"),
        index("partner_id"),
        CheckConstraint("side IN ('buyer', 'supplier')", name="side"),
    )

    side: Mapped[str]
    counterpart_tenant_id: Mapped[uuid.UUID | None]
    counterpart_name: Mapped[str]
    partner_id: Mapped[uuid.UUID | None]
    subject: Mapped[str]
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    updated_at: Mapped[Stamp]


class ReadMark(TenantOwned, db.Model):
    """The last envelope of a case that a user of this side has seen (chat read marks)."""

    __tablename__ = "exchange_read_marks"
    __table_args__ = owned(refers("case_id", "exchange_cases"), unique("case_id", "user_id"))

    case_id: Mapped[uuid.UUID]
    user_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[dt.datetime]
