"""What a person marked, follows, and opened lately."""

import uuid

from sqlalchemy.orm import Mapped

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


def _marks(moment, *further):
    return owned(
        refers("user_id", "users", on_delete="CASCADE"),
        unique("user_id", "record_id"),
        index("user_id", moment, "id"),
        *further,
    )


class Favourite(TenantOwned, db.Model):
    """A record that somebody gave a star."""

    __tablename__ = "favourites"
    __table_args__ = _marks("created_at")

    user_id: Mapped[uuid.UUID]
    record_type: Mapped[str]
    record_id: Mapped[uuid.UUID]
    created_at: Mapped[Stamp]


class Follow(TenantOwned, db.Model):
    """A record whose changes and comments somebody wants to hear of."""

    __tablename__ = "follows"
    __table_args__ = _marks("created_at", index("record_id"))

    user_id: Mapped[uuid.UUID]
    record_type: Mapped[str]
    record_id: Mapped[uuid.UUID]
    created_at: Mapped[Stamp]


class Viewed(TenantOwned, db.Model):
    """When somebody opened a record last: a seen fact, written after the answer (kernel.noting)."""

    __tablename__ = "recently_viewed"
    __table_args__ = _marks("seen_at")

    user_id: Mapped[uuid.UUID]
    record_type: Mapped[str]
    record_id: Mapped[uuid.UUID]
    seen_at: Mapped[Stamp]


MOMENTS = {Favourite: Favourite.created_at, Follow: Follow.created_at, Viewed: Viewed.seen_at}
"""By which moment each kind of mark is ordered."""
