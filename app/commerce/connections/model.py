"""The connection of a shop: how its interface or file server is used."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, one, owned, refers, unique

STOCK_WAYS = ("off", "api", "drop", "download")


class ShopConnection(TenantOwned, db.Model):
    """接続. `settings` are what the shop's client documents, and where files are handed over (`drop_…`).

    `stock_way`: how stock is told (STOCK_WAYS). `orders_on`: orders are fetched every `orders_minutes`, from
    `orders_since` on (the moment up to which all are known). `notices_on`: shipments are told through the interface,
    and with `done_when_told` the slip is finished by it.
    `stock_resumes_at`: the shop is left alone until then, after `stock_failures` failures in a row. `…_error` are
    sentences for people. `checked_*`: how trying the connection went. Secrets are in ChannelCredential.
    """

    __tablename__ = "shop_connections"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        unique("channel_id"),
        CheckConstraint(f"stock_way IN {STOCK_WAYS}", name="stock_way"),
        CheckConstraint("orders_minutes BETWEEN 1 AND 1440", name="orders_minutes"),
    )

    channel_id: Mapped[uuid.UUID]
    settings: Mapped[dict] = mapped_column(JSONB, default=dict)
    stock_way: Mapped[str] = mapped_column(default="off")
    stock_resumes_at: Mapped[dt.datetime | None]
    stock_failures: Mapped[int] = mapped_column(default=0)
    stock_error: Mapped[str] = mapped_column(default="")
    stock_error_at: Mapped[dt.datetime | None]
    stock_told_at: Mapped[dt.datetime | None]
    compared_at: Mapped[dt.datetime | None]
    read_back_at: Mapped[dt.datetime | None]
    orders_on: Mapped[bool] = mapped_column(default=False)
    orders_minutes: Mapped[int] = mapped_column(default=10)
    orders_since: Mapped[dt.datetime | None]
    orders_asked_at: Mapped[dt.datetime | None]
    orders_error: Mapped[str] = mapped_column(default="")
    notices_on: Mapped[bool] = mapped_column(default=False)
    done_when_told: Mapped[bool] = mapped_column(default=True)
    notices_error: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[dt.datetime | None]
    checked_fine: Mapped[bool | None]
    checked_said: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[Stamp]

    channel = one("ShopConnection", "channel_id", "Channel", viewonly=True)
