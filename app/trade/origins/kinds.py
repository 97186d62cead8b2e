"""What deals may come from. Packages above describe it (`app/bridges`); trade knows no order and no opportunity."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

ORIGIN_KINDS: dict[str, "OriginKind"] = {}


@dataclass(frozen=True)
class OriginLine:
    """Goods of a source. `price` a unit, `amount` in minor units when it is not quantity × price; `net_weight` kg.

    None: not known.
    """

    description: str
    quantity: Decimal
    unit: str = ""
    price: Decimal | None = None
    amount: int | None = None
    net_weight: Decimal | None = None


@dataclass(frozen=True)
class Origin:
    """A source as the actor may read it. `lines()` gives its OriginLines, asked for when a document is filled in.

    `refusal`: why no deal can be opened from it now, empty when one can. `incoterms`, `place`: what its terms name.
    `counterpart`: name and address of the other side, as a document prints them; never a private person's.
    """

    id: uuid.UUID
    number: str
    title: str
    lines: Callable
    refusal: object = ""
    incoterms: str = ""
    place: str = ""
    counterpart: str = ""
    currency: str = "JPY"


@dataclass(frozen=True)
class OriginKind:
    """A kind of source. `find(id)` gives an Origin within the reach of the actor, or raises Missing.

    `direction`: export or import, offered first. `permission`: to see such a source. `endpoint`, `argument`: its page.
    """

    name: str
    label: object
    direction: str
    permission: str
    find: Callable
    endpoint: str
    argument: str = "record_id"


def origin_kind(kind):
    """Make a kind of source known; returns it."""
    ORIGIN_KINDS[kind.name] = kind
    return kind
