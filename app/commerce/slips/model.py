"""A slip, what lies in it, and its tracking numbers."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.person import Person
from app.commerce.persons.sealed import Sealed
from app.commerce.slips.statuses import OPEN, STATUSES
from app.kernel.db import Moment, Stamp, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.masters.products.model import TEMPERATURES

SLOTS = ("none", "am", "12-14", "14-16", "16-18", "18-20", "18-21", "19-21", "20-21", "pm")
_OPEN = f"status IN {OPEN}"


class Slip(TenantOwned, db.Model):
    """出荷伝票. The desk works on these: `status` and `version` move together, see `statuses` and `moving`.

    `slip_no` counts from 1 within the order; `key` is how the shop numbers the recipient, `parent_no` the slip it was
    split from. `channel_id`, `order_number`, `ordered_at`, `payment_kind` and `total` are the order's, kept here so
    that a list reads one table. `held_from` is the status a held slip goes back to.
    A bundled slip (同梱) travels inside `carried_by_id` and has no parcel of its own: its lines stay where they are,
    so undoing loses nothing; `carried_from` is the status it had before. `region`: prefecture code
    (JIS, 01–47) or ''. `cod_amount` yen to collect with this parcel, 0 for none. `pieces` parcels. `alert_count` open
    alerts that stop it, `worst_alert` '', 'yellow' or 'red'. `label_batch_id`: the label file it went into last.
    """

    __tablename__ = "slips"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        refers("channel_id", "channels"),
        refers("carried_by_id", "slips"),
        unique("order_id", "slip_no"),
        index(
            "status", "ordered_at", "id", postgresql_where=text(_OPEN), postgresql_include=["carried_by_id"]
        ),
        index("ordered_at", "id"),
        index("status", "shipped_on"),
        index("planned_on", "id", postgresql_where=text(_OPEN)),
        index("wished_on", "id", postgresql_where=text(_OPEN)),
        index("channel_id", "ordered_at", "id"),
        index("phone_key"),
        index("name_key"),
        index("address_key"),
        index("carried_by_id", postgresql_where=text("carried_by_id IS NOT NULL")),
        index("label_batch_id", postgresql_where=text("label_batch_id IS NOT NULL")),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint(f"temperature IN {TEMPERATURES}", name="temperature"),
        CheckConstraint(f"slot IN {SLOTS}", name="slot"),
        CheckConstraint("pieces BETWEEN 1 AND 99", name="pieces"),
        CheckConstraint("cod_amount >= 0", name="cod"),
        CheckConstraint("carried_by_id <> id", name="carried"),
        CheckConstraint("status <> 'held' OR held_from IS NOT NULL", name="held"),
        CheckConstraint("(carried_by_id IS NULL) = (carried_from IS NULL)", name="carried_from"),
    )

    order_id: Mapped[uuid.UUID]
    slip_no: Mapped[int]
    key: Mapped[str] = mapped_column(default="1")
    parent_no: Mapped[int | None]
    channel_id: Mapped[uuid.UUID]
    order_number: Mapped[str]
    ordered_at: Mapped[Moment]
    payment_kind: Mapped[str] = mapped_column(default="other")
    total: Mapped[Yen | None]
    status: Mapped[str] = mapped_column(default="new")
    version: Mapped[int] = mapped_column(default=1)
    held_from: Mapped[str | None]
    hold_reason: Mapped[str] = mapped_column(Sealed("slips.hold_reason"), nullable=True)
    carried_by_id: Mapped[uuid.UUID | None]
    carried_from: Mapped[str | None]
    recipient: Mapped[Person] = mapped_column(Sealed("slips.recipient", Person))
    phone_key: Mapped[int | None]
    name_key: Mapped[int | None]
    address_key: Mapped[int | None]
    region: Mapped[str] = mapped_column(default="")
    island: Mapped[bool] = mapped_column(default=False)
    gift: Mapped[bool] = mapped_column(default=False)
    temperature: Mapped[str] = mapped_column(default="ambient")
    carrier: Mapped[str] = mapped_column(default="")
    service: Mapped[str] = mapped_column(default="")
    pieces: Mapped[int] = mapped_column(default=1)
    planned_on: Mapped[dt.date | None]
    wished_on: Mapped[dt.date | None]
    slot: Mapped[str] = mapped_column(default="none")
    place: Mapped[str] = mapped_column(default="")
    cod_amount: Mapped[Yen] = mapped_column(default=0)
    noshi: Mapped[str] = mapped_column(default="")
    noshi_name: Mapped[str] = mapped_column(Sealed("slips.noshi_name"), nullable=True)
    wrapping: Mapped[str] = mapped_column(default="")
    card_message: Mapped[str] = mapped_column(Sealed("slips.card_message"), nullable=True)
    label_note: Mapped[str] = mapped_column(default="")
    alert_count: Mapped[int] = mapped_column(default=0)
    worst_alert: Mapped[str] = mapped_column(default="")
    label_batch_id: Mapped[uuid.UUID | None]
    shipped_on: Mapped[dt.date | None]
    told_at: Mapped[dt.datetime | None]
    created_at: Mapped[Stamp]
    changed_at: Mapped[Stamp]

    order = one("Slip", "order_id", "Order", viewonly=True)
    channel = one("Slip", "channel_id", "Channel", viewonly=True)
    contents = many("Slip", "SlipLine", "slip_id", viewonly=True)
    carries = many("Slip", "Slip", "carried_by_id", viewonly=True)
    trackings = many("Slip", "Tracking", "slip_id", order_by="Tracking.piece_no", viewonly=True)


class SlipLine(TenantOwned, db.Model):
    """So many of an order's line lie in this slip. Over all slips of the order the quantities add up to the line's."""

    __tablename__ = "slip_lines"
    __table_args__ = owned(
        refers("slip_id", "slips", on_delete="CASCADE"),
        refers("order_line_id", "order_lines", on_delete="CASCADE"),
        unique("slip_id", "order_line_id"),
        index("order_line_id"),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    slip_id: Mapped[uuid.UUID]
    order_line_id: Mapped[uuid.UUID]
    quantity: Mapped[int]

    line = one("SlipLine", "order_line_id", "OrderLine", viewonly=True)


class Tracking(TenantOwned, db.Model):
    """お問い合わせ伝票番号 of one parcel. `verified`: its check digit is right, None where none is known."""

    __tablename__ = "trackings"
    __table_args__ = owned(
        refers("slip_id", "slips", on_delete="CASCADE"),
        unique("slip_id", "piece_no"),
        index("number"),
        CheckConstraint("piece_no BETWEEN 1 AND 99", name="piece"),
    )

    slip_id: Mapped[uuid.UUID]
    piece_no: Mapped[int]
    carrier: Mapped[str]
    number: Mapped[str]
    verified: Mapped[bool | None]
    created_at: Mapped[Stamp]


class Mark(TenantOwned, db.Model):
    """A marker or stamp (マーカー・スタンプ) that a tenant uses; `tone` colours it, a word always stands beside."""

    __tablename__ = "slip_marks"
    __table_args__ = owned(unique("name"))

    name: Mapped[str]
    tone: Mapped[str] = mapped_column(default="draft")
    position: Mapped[int] = mapped_column(default=50)
    retired_at: Mapped[dt.datetime | None]


class Marking(TenantOwned, db.Model):
    """A slip bears a mark."""

    __tablename__ = "slip_markings"
    __table_args__ = owned(
        refers("slip_id", "slips", on_delete="CASCADE"),
        refers("mark_id", "slip_marks", on_delete="CASCADE"),
        unique("slip_id", "mark_id"),
        index("mark_id", "slip_id"),
    )

    slip_id: Mapped[uuid.UUID]
    mark_id: Mapped[uuid.UUID]
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
