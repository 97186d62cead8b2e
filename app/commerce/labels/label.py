"""A label without a carrier's habits, what is wrong with it, and the contract it is written under. Pure data."""

import datetime as dt
from dataclasses import dataclass, field

from app.commerce.persons.person import Person

FLAGS = ("fragile", "care", "up", "raw", "bottle", "no_stack", "valuable")
"""How a parcel wants to be handled: ワレ物注意, 取扱注意, 天地無用, なまもの, ビン類, 下積厳禁, 貴重品."""


@dataclass(frozen=True, slots=True)
class Label:
    """One parcel, or several that go together. Writers turn it into a row of their system.

    `key` comes back with the tracking number: at most 15 half-width letters and digits. `names` are product names as
    they may stand there, the most important first; `contents` what the carrier must be told (電池, 液体), never cut.
    `cod` yen to collect with the tax `cod_tax` therein, 0 for none. `place`: EAZY's code of a place, or '' .
    `office`: None, or the carrier's office where it is kept (its code, '' when nobody entered it).
    `gift`: no amount may stand on it.
    """

    key: str
    service: str
    ship_on: dt.date
    recipient: Person
    sender: Person
    names: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    wished_on: dt.date | None = None
    slot: str = "none"
    pieces: int = 1
    cod: int = 0
    cod_tax: int = 0
    temperature: str = "ambient"
    note: str = ""
    place: str = ""
    office: str | None = None
    flags: tuple[str, ...] = ()
    order_number: str = ""
    gift: bool = False


@dataclass(frozen=True, slots=True)
class Shipper:
    """The contract with the carrier, as the files want it, and the tenant's choices for its files.

    `simplify`: replace letters that printers leave blank (髙, ①). `seals`: Sagawa wants a seal for each day, slot and
    temperature. `header`: write the names of the columns first, where the system can skip them.
    """

    system: str
    customer_code: str = ""
    billing_group: str = ""
    freight_number: str = "01"
    office_code: str = ""
    packing: str = "001"
    form_code: str = "1100780"
    size: str = "060"
    weight: int = 0
    cubic: int = 0
    cod_kind: str = "1"
    simplify: bool = False
    seals: bool = True
    header: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands against a label. `field` is the input that mends it ('' for the contract), `code` one of wording.WHY.

    `offered`: what might stand there instead; nobody writes it without having asked. `stops`: no file is made
    before it is settled; others are only shown.
    """

    field: str
    code: str
    values: dict = field(default_factory=dict)
    offered: str | None = None
    stops: bool = True
