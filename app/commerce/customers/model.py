"""A customer, and whom we would rather not deliver to."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.person import Person
from app.commerce.persons.sealed import Sealed
from app.kernel.db import Moment, Stamp, Yen, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class Customer(TenantOwned, db.Model):
    """顧客. `person` as in the newest order. Recognised by telephone and name together, or by mail within one shop
    (relay addresses of malls differ from shop to shop, ec.md §1.1).

    `order_count` and `amount` (yen with tax) count orders that were not cancelled. `rank_id` follows the count unless
    somebody fixed it (`rank_fixed`). `name_2` … `kana_4` are blind keys of the first letters, by which customers are
    found while one types. `merged_into_id`: found to be the same as another; `merged_orders` are the ids of the orders
    that were moved there. `advertising`: agreed to it.
    """

    __tablename__ = "customers"
    __table_args__ = owned(
        refers("rank_id", "customer_ranks", on_delete="SET NULL"),
        refers("merged_into_id", "customers"),
        unique("code"),
        index("phone_key"),
        index("mail_key"),
        index("name_key", "address_key"),
        index("name_2"),
        index("name_4"),
        index("kana_2"),
        index("kana_4"),
        index("last_ordered_at", "id"),
        index("rank_id", postgresql_where=text("rank_id IS NOT NULL")),
        index("merged_into_id", postgresql_where=text("merged_into_id IS NOT NULL")),
        CheckConstraint("merged_into_id <> id", name="merged"),
    )

    code: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    person: Mapped[Person] = mapped_column(Sealed("customers.person", Person))
    phone_key: Mapped[int | None]
    mail_key: Mapped[int | None]
    name_key: Mapped[int | None]
    address_key: Mapped[int | None]
    name_2: Mapped[int | None]
    name_4: Mapped[int | None]
    kana_2: Mapped[int | None]
    kana_4: Mapped[int | None]
    rank_id: Mapped[uuid.UUID | None]
    rank_fixed: Mapped[bool] = mapped_column(default=False)
    order_count: Mapped[int] = mapped_column(default=0)
    amount: Mapped[Yen] = mapped_column(default=0)
    first_ordered_at: Mapped[Moment | None]
    last_ordered_at: Mapped[Moment | None]
    advertising: Mapped[bool] = mapped_column(default=False)
    memo: Mapped[str] = mapped_column(Sealed("customers.memo"), nullable=True)
    merged_into_id: Mapped[uuid.UUID | None]
    merged_orders: Mapped[list] = mapped_column(JSONB, default=list)
    blanked_at: Mapped[dt.datetime | None]
    created_at: Mapped[Stamp]


class CustomerRank(TenantOwned, db.Model):
    """顧客ランク: from `from_count` purchases on. `text` goes into mails of this rank."""

    __tablename__ = "customer_ranks"
    __table_args__ = owned(unique("name"), unique("from_count"))

    name: Mapped[str]
    from_count: Mapped[int]
    tone: Mapped[str] = mapped_column(default="draft")
    text: Mapped[str] = mapped_column(default="")


class BlacklistEntry(TenantOwned, db.Model):
    """要注意. `kind` says of what `key` is the blind key; `shown` is what was entered. Cancels nothing by itself.

    The reason is sealed, because it often tells of whom it speaks.
    """

    __tablename__ = "blacklist_entries"
    __table_args__ = owned(
        unique("kind", "key"), CheckConstraint("kind IN ('phone', 'mail', 'name', 'address')", name="kind")
    )

    kind: Mapped[str]
    key: Mapped[int]
    shown: Mapped[str] = mapped_column(Sealed("blacklist_entries.shown"))
    reason: Mapped[str] = mapped_column(Sealed("blacklist_entries.reason"), nullable=True)
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
