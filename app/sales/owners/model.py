"""An owner of a record."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers

MAIN = "main"


class RecordOwner(TenantOwned, db.Model):
    """A colleague works on a record from `since` to `until` (None: to this day), as the `role` says.

    Role `main`: was in charge until then; who is in charge now stands in the record itself. `organisation_id`: their
    department at the time. `change_id`: the maintenance that began it, `ended_by_id` the one that ended it.
    """

    __tablename__ = "record_owners"
    __table_args__ = owned(
        refers("user_id", "users"),
        refers("organisation_id", "organisations", on_delete="SET NULL"),
        index("record_id", "until"),
        index("user_id", "until"),
        index("organisation_id"),
        index("change_id", postgresql_where="change_id IS NOT NULL"),
        index("ended_by_id", postgresql_where="ended_by_id IS NOT NULL"),
        index("record_id", "user_id", "role", unique=True, postgresql_where="until IS NULL"),
        CheckConstraint("until IS NULL OR until >= since", name="days"),
    )

    record_type: Mapped[str]
    record_id: Mapped[uuid.UUID]
    user_id: Mapped[uuid.UUID]
    role: Mapped[str]
    organisation_id: Mapped[uuid.UUID | None]
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    change_id: Mapped[uuid.UUID | None]
    ended_by_id: Mapped[uuid.UUID | None]
