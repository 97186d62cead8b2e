"""A comment on a record, and who likes it."""

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

LONGEST = 4000


class Comment(TenantOwned, db.Model):
    """Plain text on a record of any type. `mentions`: `[[user id, the words in the body], …]` of those who were told.

    A deleted comment keeps its place without its words, so that answers to it stay readable.
    """

    __tablename__ = "comments"
    __table_args__ = owned(
        refers("author_id", "users"),
        refers("reply_to_id", "comments"),
        index("record_id", "created_at", "id"),
    )

    record_type: Mapped[str]
    record_id: Mapped[uuid.UUID]
    author_id: Mapped[uuid.UUID | None]
    author_name: Mapped[str]
    body: Mapped[str]
    mentions: Mapped[list] = mapped_column(JSONB, default=list)
    reply_to_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]
    edited_at: Mapped[dt.datetime | None]
    deleted_at: Mapped[dt.datetime | None]


class CommentLike(TenantOwned, db.Model):
    """One person likes one comment, once."""

    __tablename__ = "comment_likes"
    __table_args__ = owned(
        refers("comment_id", "comments", on_delete="CASCADE"),
        refers("user_id", "users", on_delete="CASCADE"),
        unique("comment_id", "user_id"),
    )

    comment_id: Mapped[uuid.UUID]
    user_id: Mapped[uuid.UUID]
    user_name: Mapped[str]
    created_at: Mapped[Stamp]
