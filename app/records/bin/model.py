"""A record that was deleted."""

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned


class BinnedRecord(TenantOwned, db.Model):
    """The row of a deleted record under its own `id`, so that `disclosed` can ask who may know of it.

    `content` is the row as the database held it; `parts` are the rows that went with it: `[[table, [row, …]], …]`,
    the nearest first. `change_set_id` names the change that deleted it.
    """

    __tablename__ = "binned_records"
    __table_args__ = owned(index("record_type", "deleted_at", "id"), index("change_set_id"))

    record_type: Mapped[str]
    label: Mapped[str]
    content: Mapped[dict] = mapped_column(JSONB, deferred=True)
    parts: Mapped[list] = mapped_column(JSONB, deferred=True)
    restricted: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[uuid.UUID | None]
    change_set_id: Mapped[uuid.UUID | None]
    deleted_by_id: Mapped[uuid.UUID | None]
    deleted_by_name: Mapped[str] = mapped_column(default="")
    deleted_at: Mapped[Stamp]
    expires_at: Mapped[dt.datetime | None]
