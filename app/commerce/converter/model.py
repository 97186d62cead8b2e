"""What lies in the converter until three in the morning. No table here goes into a backup; counts alone stay."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Moment, Stamp, db
from app.kernel.sealed_columns import sealed_as
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique


class ConverterLoad(TenantOwned, db.Model):
    """Order files that were dropped together. `state`: unread (we must be told which column is what) or read.

    `account_id`: the contract whose labels are written unless an order names another carrier; `channel_id`: the shop
    that stands as the sender. `mapping`: `{our field: position}` of a file that no reader knows. `refused`:
    `[[line, sentence]]`, sealed because a sentence says what stood there. `expires_at`: see `expiring`.
    """

    __tablename__ = "converter_loads"
    __table_args__ = owned(
        refers("account_id", "carrier_accounts"),
        refers("channel_id", "channels"),
        index("expires_at", "id"),
        CheckConstraint("state IN ('unread', 'read')", name="state"),
        backup=False,
    )

    account_id: Mapped[uuid.UUID]
    channel_id: Mapped[uuid.UUID | None]
    ship_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(default="unread")
    header: Mapped[list] = mapped_column(JSONB, default=list)
    mapping: Mapped[dict] = mapped_column(JSONB, default=dict)
    orders: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    refused: Mapped[dict | None] = mapped_column(Sealed("converter_loads.refused", dict))
    by_name: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[Moment]
    created_at: Mapped[Stamp]

    account = one("ConverterLoad", "account_id", "CarrierAccount", viewonly=True)
    channel = one("ConverterLoad", "channel_id", "Channel", viewonly=True)


class ConverterParcel(TenantOwned, db.Model):
    """One label to be. `label` holds all of it, sealed (`packing`). `problems`: `[[field, code, stops]]` of the last
    look, `remarks`: codes of what the checks of the address say. `stops`: problems that keep the file from being made.
    """

    __tablename__ = "converter_parcels"
    __table_args__ = owned(
        refers("load_id", "converter_loads", on_delete="CASCADE"),
        refers("account_id", "carrier_accounts"),
        unique("load_id", "key"),
        index("load_id", "position", "id"),
        backup=False,
    )

    load_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID]
    position: Mapped[int]
    key: Mapped[str]
    label: Mapped[dict] = mapped_column(Sealed("converter_parcels.label", dict))
    problems: Mapped[list] = mapped_column(JSONB, default=list)
    remarks: Mapped[list] = mapped_column(JSONB, default=list)
    stops: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[Moment]


class ConverterFile(TenantOwned, db.Model):
    """A file, sealed: one that was dropped (`way` in) until it is read, or one that was made (`way` out)."""

    __tablename__ = "converter_files"
    __table_args__ = owned(
        refers("load_id", "converter_loads", on_delete="CASCADE"),
        refers("account_id", "carrier_accounts"),
        index("load_id", "position", "id"),
        CheckConstraint("way IN ('in', 'out')", name="way"),
        backup=False,
    )

    load_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID | None]
    way: Mapped[str]
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(Sealed("converter_files.name"))
    content_type: Mapped[str] = mapped_column(default="text/csv")
    rows: Mapped[int] = mapped_column(default=0)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(
        LargeBinary, deferred=True, info=sealed_as("converter_files.content")
    )
    expires_at: Mapped[Moment]
    created_at: Mapped[Stamp]


class ConverterDay(TenantOwned, db.Model):
    """What is left of a day: how many. `day` is the one that ended at `expires_at`."""

    __tablename__ = "converter_days"
    __table_args__ = owned(unique("day"))

    day: Mapped[dt.date]
    loads: Mapped[int] = mapped_column(default=0)
    orders: Mapped[int] = mapped_column(default=0)
    parcels: Mapped[int] = mapped_column(default=0)
    files: Mapped[int] = mapped_column(default=0)
    purged_at: Mapped[Moment]
