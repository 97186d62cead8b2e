"""Which departments each of us answers for, as of a day."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class ScopeSnapshot(TenantOwned, db.Model):
    """The scopes of all as of `day`; one is `current`. `added` and `removed`: lines that differ from the one before."""

    __tablename__ = "scope_snapshots"
    __table_args__ = owned(index("current", unique=True, postgresql_where="current"))

    day: Mapped[dt.date]
    current: Mapped[bool] = mapped_column(default=True)
    added: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    by_name: Mapped[str] = mapped_column(default="")
    made_at: Mapped[Stamp]


class ScopeLine(TenantOwned, db.Model):
    """A department counts for a person: their `own`, or one below it."""

    __tablename__ = "scope_lines"
    __table_args__ = owned(
        refers("snapshot_id", "scope_snapshots", on_delete="CASCADE"),
        refers("user_id", "users", on_delete="CASCADE"),
        refers("organisation_id", "organisations", on_delete="CASCADE"),
        unique("snapshot_id", "user_id", "organisation_id"),
        index("user_id"),
        index("organisation_id"),
    )

    snapshot_id: Mapped[uuid.UUID]
    user_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID]
    own: Mapped[bool]
