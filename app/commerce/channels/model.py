"""A shop: one account of a mall or cart, or the telephone."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique
from app.records.kit.model import Recorded, recorded

KINDS = (
    "rakuten", "yahoo", "amazon", "shopify", "eccube4", "nextengine", "futureshop", "colorme", "makeshop", "own",
    "phone",
)  # fmt: skip


class Channel(Recorded, TenantOwned, db.Model):
    """受注ルート. `kind` says how its files and interface look (KINDS), `account` is what the mall calls the shop.

    `sender_*` stand on labels of own purchases and on papers; `mail_from` sends its mails. `retention_days`: personal
    data of an order is blanked that many days after shipping (0: kept). `foreign_papers`: other shops' papers may lie
    in the same parcel. `case_sensitive`: whether its product codes tell a from A. `line_price`: what the price of a
    line means where the mall leaves it open (ec.md §6.1): `before_coupon` or `after_coupon`. `from_prefecture`: where
    its parcels start.
    """

    __tablename__ = "channels"
    __table_args__ = recorded(
        unique("code"),
        index("kana", "id"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
    )
    SEARCHED = ("code", "name", "kana", "account")

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    account: Mapped[str] = mapped_column(default="")
    sender_name: Mapped[str] = mapped_column(default="")
    sender_postal: Mapped[str] = mapped_column(default="")
    sender_address: Mapped[str] = mapped_column(default="")
    sender_building: Mapped[str] = mapped_column(default="")
    sender_phone: Mapped[str] = mapped_column(default="")
    from_prefecture: Mapped[str] = mapped_column(default="")
    mail_from: Mapped[str] = mapped_column(default="")
    mail_signature: Mapped[str] = mapped_column(default="")
    registration_number: Mapped[str] = mapped_column(default="")
    retention_days: Mapped[int] = mapped_column(default=0)
    foreign_papers: Mapped[bool] = mapped_column(default=False)
    case_sensitive: Mapped[bool] = mapped_column(default=True)
    line_price: Mapped[str] = mapped_column(default="before_coupon")
    note: Mapped[str] = mapped_column(default="")


class ChannelCredential(TenantOwned, db.Model):
    """What a client needs to speak for a shop (`service`: orders, stock, drop …), sealed as a whole.

    `expires_on` is shown and warned about (a licence key of Rakuten lives 90 days). `version` guards the renewal.
    """

    __tablename__ = "channel_credentials"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"), unique("channel_id", "service")
    )

    channel_id: Mapped[uuid.UUID]
    service: Mapped[str]
    secrets: Mapped[dict] = mapped_column(Sealed("channel_credentials.secrets", dict))
    expires_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[dt.datetime]
