"""What papers are made of: a slip with its order, read once for all papers. Pure data."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from app.commerce.persons.person import Person


@dataclass(frozen=True, slots=True)
class Item:
    """So many of one line in this parcel. `price` and `amount` are yen as the shop counts them (see `Money.basis`).

    `pieces` leave the shelf for it: `quantity` times what one sold piece holds.
    """

    name: str
    quantity: int
    price: int
    amount: int
    rate: int
    code: str = ""
    jan: str = ""
    options: str = ""
    shelf: str = ""
    pieces: int = 0
    product_id: uuid.UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """Yen of the whole order. `total` None: the shop has not fixed it yet. `taxes`: `((percent, amount with tax after
    discounts, tax therein), …)`, highest rate first. `fees` and `discounts` are `(code, yen)`, without zeros.
    """

    goods: int
    fees: tuple[tuple[str, int], ...]
    discounts: tuple[tuple[str, int], ...]
    total: int | None
    taxes: tuple[tuple[int, int, int], ...]
    basis: str = "inclusive"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The shop as it stands on its papers."""

    id: uuid.UUID | None
    name: str
    postal: str = ""
    address: str = ""
    building: str = ""
    phone: str = ""
    mail: str = ""
    registration_number: str = ""


@dataclass(slots=True)
class Parcel:
    """One slip. `carried` are those that travel inside it (同梱): own papers, but on its pick list.

    `of` slips belong to the order; `marks` are the words of its marks; `checked` how often it was checked for packing.
    """

    id: uuid.UUID
    order_id: uuid.UUID
    order_number: str
    slip_no: int
    of: int
    ordered_at: dt.datetime
    gift: bool
    issuer: Issuer
    recipient: Person
    buyer: Person
    items: tuple[Item, ...]
    money: Money
    payment_name: str = ""
    paid_on: dt.date | None = None
    carrier: str = ""
    service: str = ""
    temperature: str = "ambient"
    pieces: int = 1
    planned_on: dt.date | None = None
    wished_on: dt.date | None = None
    slot: str = "none"
    noshi: str = ""
    noshi_name: str = ""
    wrapping: str = ""
    card_message: str = ""
    remarks: str = ""
    memo: str = ""
    marks: tuple[str, ...] = ()
    carried: list = field(default_factory=list)

    @property
    def label(self):
        """How the slip is called: the order's number and its own."""
        return f"{self.order_number}-{self.slip_no}"

    @property
    def contents(self):
        """Items of this slip and of those that travel inside it."""
        return (*self.items, *(item for one in self.carried for item in one.items))

    @property
    def first_shelf(self):
        """Where picking begins."""
        return min((item.shelf or "\uffff" for item in self.contents), default="\uffff")
