"""Questions kept under a name, and each reader's habits with a list."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import tokens_of
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

EVERYBODY = "everybody"


class SavedView(TenantOwned, db.Model):
    """`content` is `Question.address()`; `widths` pixels by field. `subjects`: whom it is shared with (`group:<id>`,
    `everybody`), empty for its owner alone. A removed view can be brought back for a while.
    """

    __tablename__ = "saved_views"
    __table_args__ = owned(
        index("record_type", "owner_id"),
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed"),
    )

    record_type: Mapped[str]
    name: Mapped[str]
    content: Mapped[dict] = mapped_column(JSONB, default=dict, info=tokens_of("search"))
    widths: Mapped[dict] = mapped_column(JSONB, default=dict)
    owner_id: Mapped[uuid.UUID]
    owner_name: Mapped[str] = mapped_column(default="")
    subjects: Mapped[list] = mapped_column(JSONB, default=list)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]
    changed_at: Mapped[Stamp]
    removed_at: Mapped[dt.datetime | None]
    removed_by_id: Mapped[uuid.UUID | None]

    @property
    def everybody(self):
        """Whether all of the tenant see it."""
        return EVERYBODY in self.subjects


class ListHabit(TenantOwned, db.Model):
    """How one reader likes one list: the view it opens with, and widths by view (`""`: the list itself) and field."""

    __tablename__ = "list_habits"
    __table_args__ = owned(
        unique("user_id", "record_type"),
        refers("view_id", "saved_views", on_delete="SET NULL"),
        index("view_id"),
    )

    user_id: Mapped[uuid.UUID]
    record_type: Mapped[str]
    view_id: Mapped[uuid.UUID | None]
    widths: Mapped[dict] = mapped_column(JSONB, default=dict)
