"""The postal codes of the whole country: a catalogue that all tenants read and only the operator writes."""

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import unshared


class Municipality(db.Model):
    """A city, ward, town or village by its code (全国地方公共団体コード, five digits)."""

    __tablename__ = "municipalities"
    __table_args__ = unshared("catalogue")

    jis: Mapped[str] = mapped_column(primary_key=True)
    prefecture: Mapped[str]
    city: Mapped[str]
    kana: Mapped[str]


class PostalCode(db.Model):
    """One meaning of a postal code; see `packing.Place`. `town_key` is `address_key(town)`."""

    __tablename__ = "postal_codes"
    __table_args__ = unshared(
        "catalogue",
        Index("ix_postal_codes_code", "code"),
        Index("ix_postal_codes_jis_town_key", "jis", "town_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str]
    jis: Mapped[str]
    town: Mapped[str]
    town_key: Mapped[str]
    kana: Mapped[str]
    note: Mapped[str]
    office: Mapped[str]
    block: Mapped[str]


class PostalRelease(db.Model):
    """Where the present postal codes are from: one row. `keys` counts the changes of how keys are made."""

    __tablename__ = "postal_releases"
    __table_args__ = unshared("catalogue")

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]
    taken_on: Mapped[dt.date]
    licence: Mapped[str]
    municipalities: Mapped[int]
    places: Mapped[int]
    offices: Mapped[int]
    keys: Mapped[int]
    loaded_at: Mapped[dt.datetime]
