"""What checks are given, and what they give back."""

import datetime as dt
from dataclasses import dataclass, field

from app.commerce.alerts.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Found:
    """An alert to be. `slip`: place of the slip within the order, None for the whole order. `facts` go into the
    database in clear, so they hold codes, counts and yen, never a name, number or address; `proposal` is sealed.
    """

    kind: str
    slip: int | None = None
    facts: dict = field(default_factory=dict)
    proposal: dict | None = None

    @property
    def severity(self):
        """`red` or `yellow`."""
        return KINDS[self.kind].severity


@dataclass
class Rules:
    """The tenant's settings that checks read. Yen with tax, hours, days; 0 switches a check off."""

    today: dt.date
    high_total: int = 50_000
    duplicate_hours: int = 24
    ignored_remarks: tuple[str, ...] = ()
    total_tolerance: int = 0
    next_shipping_day: dt.date | None = None


@dataclass
class Facts:
    """What is known around one order, fetched for all orders of a batch at once.

    `products` by line key: `Product` of ours, absent where the code is unknown. `addresses`: by place of the slip, what
    `masters.addresses` says of the recipient (AddressCheck). `days` on the way by slip, None when unknown.
    `blacklisted`: kinds of keys that are on the list. `recent`: numbers of orders that look the same. `first`: never
    bought before. `payment_known`: the payment method is set up. `gift`: buyer and recipient differ.
    """

    products: dict = field(default_factory=dict)
    addresses: list = field(default_factory=list)
    days: list = field(default_factory=list)
    blacklisted: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    first: bool = False
    payment_kind: str = "other"
    payment_known: bool = True
    gift: bool = False


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product of ours behind a line. `price` yen with tax or None, `factor` pieces for each one sold."""

    id: object
    code: str
    name: str
    factor: int = 1
    price: int | None = None
    temperature: str = "ambient"
    chills_along: bool = True
    weight_g: int = 0
    size_points: int = 0
    packed_alone: bool = False
    fits_mail: int = 0
    tax_rate: int | None = None
