"""Rounds of picking, and the check of each slip before it is packed."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, many, owned, refers, unique


class PickRound(TenantOwned, db.Model):
    """One walk along the shelves for some slips. `finished_at` None: still going on. Several people may share it."""

    __tablename__ = "pick_rounds"
    __table_args__ = owned(index("created_at", "id"))

    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
    finished_by_name: Mapped[str] = mapped_column(default="")

    lines = many("PickRound", "PickLine", "round_id", viewonly=True)


class PickRoundSlip(TenantOwned, db.Model):
    """A slip of a round; those that travel inside it come along. `place` counts from 1: the number on its box.

    `open` until the round is finished: a slip is in one open round at most.
    """

    __tablename__ = "pick_round_slips"
    __table_args__ = owned(
        refers("round_id", "pick_rounds", on_delete="CASCADE"),
        refers("slip_id", "slips", on_delete="CASCADE"),
        unique("round_id", "slip_id"),
        index("slip_id", unique=True, postgresql_where=text("open")),
    )

    round_id: Mapped[uuid.UUID]
    slip_id: Mapped[uuid.UUID]
    place: Mapped[int]
    open: Mapped[bool] = mapped_column(default=True)


class Counted:
    """What is to be counted off: a product with its shelf, as it stood when the counting began."""

    product_id: Mapped[uuid.UUID | None]
    code: Mapped[str]
    jan: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    shelf: Mapped[str] = mapped_column(default="")
    wanted: Mapped[int]
    seen: Mapped[int] = mapped_column(default=0)

    @property
    def left(self):
        """Pieces that are still missing."""
        return self.wanted - self.seen


class PickLine(Counted, TenantOwned, db.Model):
    """So many pieces of a product for all slips of a round; `position` is the way along the shelves."""

    __tablename__ = "pick_lines"
    __table_args__ = owned(
        refers("round_id", "pick_rounds", on_delete="CASCADE"),
        unique("round_id", "position"),
        CheckConstraint("seen BETWEEN 0 AND wanted", name="seen"),
    )

    round_id: Mapped[uuid.UUID]
    position: Mapped[int]
    seen_by_name: Mapped[str] = mapped_column(default="")


class SlipCheck(TenantOwned, db.Model):
    """検品 of one slip with what travels inside it. `finished_at`: 検品済, every piece was in the hand."""

    __tablename__ = "slip_checks"
    __table_args__ = owned(refers("slip_id", "slips", on_delete="CASCADE"), unique("slip_id"))

    slip_id: Mapped[uuid.UUID]
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]
    finished_by_id: Mapped[uuid.UUID | None]
    finished_by_name: Mapped[str] = mapped_column(default="")

    lines = many("SlipCheck", "SlipCheckLine", "check_id", viewonly=True, order_by="SlipCheckLine.position")


class SlipCheckLine(Counted, TenantOwned, db.Model):
    """So many pieces of a product in the parcel."""

    __tablename__ = "slip_check_lines"
    __table_args__ = owned(
        refers("check_id", "slip_checks", on_delete="CASCADE"),
        unique("check_id", "position"),
        CheckConstraint("seen BETWEEN 0 AND wanted", name="seen"),
    )

    check_id: Mapped[uuid.UUID]
    position: Mapped[int]
