"""What shops should show, what they were told, and the runs in which it was told."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Moment, Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATES = ("even", "waiting", "handed", "refused")


class StockTelling(TenantOwned, db.Model):
    """One listing of a shop. `wanted` is what it should show since `wanted_at`, `told` what the shop was told last.

    even: told what is wanted. waiting: to be told, the oldest untold change is of `waits_since`. handed: given over,
    the shop works on it (`ticket`). refused: the shop does not take it (`code`, `said`); told again when the number
    changes or somebody asks. `shop_key`: what the shop's client calls the listing, where that had to be looked up.
    `seen` is what the shop had when it was read back (`seen_at`) and should have been `seen_wanted`.
    """

    __tablename__ = "stock_tellings"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        refers("listing_id", "listings", on_delete="CASCADE"),
        unique("listing_id"),
        index("channel_id", "waits_since", postgresql_where=text("state = 'waiting'")),
        index("channel_id", "state"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("wanted >= 0", name="wanted"),
        CheckConstraint("(state = 'waiting') = (waits_since IS NOT NULL)", name="waits"),
    )

    channel_id: Mapped[uuid.UUID]
    listing_id: Mapped[uuid.UUID]
    shop_key: Mapped[str] = mapped_column(default="")
    wanted: Mapped[int]
    wanted_at: Mapped[Moment]
    told: Mapped[int | None]
    told_at: Mapped[dt.datetime | None]
    state: Mapped[str] = mapped_column(default="waiting")
    waits_since: Mapped[dt.datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    code: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")
    ticket: Mapped[str] = mapped_column(default="")
    seen: Mapped[int | None]
    seen_wanted: Mapped[int | None]
    seen_at: Mapped[dt.datetime | None]


class StockChange(TenantOwned, db.Model):
    """A product of which another number can be sold since `at`. Taken away once its listings have been weighed."""

    __tablename__ = "stock_changes"
    __table_args__ = owned()

    product_id: Mapped[uuid.UUID]
    at: Mapped[Stamp]


class StockRun(TenantOwned, db.Model):
    """One time a shop was told. `delay_ms`: the age of the oldest change that arrived with it, None when none did.

    `keys` are kept while the shop works on it (`ticket`), in the order they were told, to read its answer.
    """

    __tablename__ = "stock_runs"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        index("channel_id", "at"),
        CheckConstraint("told >= 0 AND refused >= 0 AND unknown >= 0", name="counts"),
    )

    channel_id: Mapped[uuid.UUID]
    way: Mapped[str]
    at: Mapped[Moment]
    milliseconds: Mapped[int]
    told: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    delay_ms: Mapped[int | None]
    ticket: Mapped[str] = mapped_column(default="")
    keys: Mapped[list] = mapped_column(JSONB, default=list)
    error: Mapped[str] = mapped_column(default="")
