"""Layouts of outside warehouses, what they were asked to ship, and their answers."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Moment, Stamp, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique

COMPANIES = ("rsl", "fba", "yamato", "other")
ENCODINGS = ("cp932", "utf-8", "utf-8-sig")
DELIMITERS = ("comma", "tab")


class RequestProfile(TenantOwned, db.Model):
    """A layout (`company` it began as). Real layouts stand in each contract, so all of it is for the tenant to adjust.

    `columns`: `[[header, source, fixed text]]` in their order, source a name of `sources.SOURCES` or '' for the text.
    `answers`: `{key|number|carrier|day: [headers]}` of the file that comes back; `carrier` ships when it names none.
    `warehouse_id`: whose stock leaves.
    """

    __tablename__ = "request_profiles"
    __table_args__ = owned(
        refers("warehouse_id", "warehouses"),
        unique("name"),
        CheckConstraint(f"company IN {COMPANIES}", name="company"),
        CheckConstraint(f"encoding IN {ENCODINGS}", name="encoding"),
        CheckConstraint(f"delimiter IN {DELIMITERS}", name="delimiter"),
    )

    name: Mapped[str]
    company: Mapped[str] = mapped_column(default="other")
    warehouse_id: Mapped[uuid.UUID]
    columns: Mapped[list] = mapped_column(JSONB, default=list)
    answers: Mapped[dict] = mapped_column(JSONB, default=dict)
    carrier: Mapped[str] = mapped_column(default="")
    encoding: Mapped[str] = mapped_column(default="cp932")
    delimiter: Mapped[str] = mapped_column(default="comma")
    with_header: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    retired_at: Mapped[dt.datetime | None]
    changed_at: Mapped[Moment]

    warehouse = one("RequestProfile", "warehouse_id", "Warehouse", viewonly=True)


class ShippingRequest(TenantOwned, db.Model):
    """One file for a warehouse. `refused`: `{slip id: code}` of slips that stayed; the file lies in `sealed_files`."""

    __tablename__ = "shipping_requests"
    __table_args__ = owned(
        refers("profile_id", "request_profiles"),
        unique("number"),
        index("created_at", "id"),
        CheckConstraint("status IN ('made', 'undone')", name="status"),
    )

    number: Mapped[str]
    profile_id: Mapped[uuid.UUID]
    status: Mapped[str] = mapped_column(default="made")
    version: Mapped[int] = mapped_column(default=1)
    slips: Mapped[int] = mapped_column(default=0)
    refused: Mapped[dict] = mapped_column(JSONB, default=dict)
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    undone_at: Mapped[dt.datetime | None]

    profile = one("ShippingRequest", "profile_id", "RequestProfile", viewonly=True)


class RequestedSlip(TenantOwned, db.Model):
    """A slip in a request. `key` is what the warehouse's answer calls it."""

    __tablename__ = "requested_slips"
    __table_args__ = owned(
        refers("request_id", "shipping_requests", on_delete="CASCADE"),
        refers("slip_id", "slips", on_delete="CASCADE"),
        unique("request_id", "slip_id"),
        unique("key"),
        index("slip_id"),
    )

    request_id: Mapped[uuid.UUID]
    slip_id: Mapped[uuid.UUID]
    key: Mapped[str]


class ShippingResult(TenantOwned, db.Model):
    """A file that came back. `counts`: new, same, shipped, left, refused. `left`: `[[line, key, code]]` that nothing
    was done with, `refused`: `[[line, sentence]]` that could not be read. Keys are ours: no personal data.
    """

    __tablename__ = "shipping_results"
    __table_args__ = owned(refers("profile_id", "request_profiles"), index("created_at", "id"))

    profile_id: Mapped[uuid.UUID]
    file_name: Mapped[str]
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    left: Mapped[list] = mapped_column(JSONB, default=list)
    refused: Mapped[list] = mapped_column(JSONB, default=list)
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]

    profile = one("ShippingResult", "profile_id", "RequestProfile", viewonly=True)
