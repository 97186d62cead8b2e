"""An order as it comes in, whatever shop, file or telephone it came from. Readers make these, `taking` stores them.

Amounts are whole yen, discounts and points positive numbers of money taken off. Moments are aware. A mall's own
figures are trusted; recomputing only warns (ec.md §6.3).
"""

import datetime as dt
from dataclasses import dataclass, field

from app.commerce.persons.person import Person


@dataclass(slots=True)
class IncomingLine:
    """One line. `key` names it within the order for ever (商品明細ID, order-item-id); readers without one count from 1.

    `kind`: goods, wrapping, discount, other. `price` per piece as charged by the mall, `included` tells whether with
    tax. `rate` is the percent (10, 8, 0), None when only the product knows. `slip` is the place of its recipient in
    `IncomingOrder.slips`. `own_code` is ours when the file says it, `mall_code` and `mall_sku` the shop's.
    """

    key: str
    name: str
    quantity: int
    price: int = 0
    kind: str = "goods"
    slip: int = 0
    own_code: str = ""
    mall_code: str = ""
    mall_sku: str = ""
    jan: str = ""
    options: str = ""
    rate: int | None = None
    included: bool = True
    discount: int = 0
    cancelled: bool = False


@dataclass(slots=True)
class IncomingSlip:
    """One recipient. `key` as the shop numbers recipients (送付先ID); `temperature`: ambient, chilled, frozen or ''.

    `slot` is a slot of `formats/delivery_time_codes.csv` (am, 14-16 …, none). `carrier` as in carrier_codes.csv.
    `island` None when the shop does not say. `trackings` are numbers that came along.
    """

    key: str = "1"
    recipient: Person = Person()
    wished_on: dt.date | None = None
    slot: str = "none"
    planned_on: dt.date | None = None
    carrier: str = ""
    service: str = ""
    temperature: str = ""
    place: str = ""
    pieces: int | None = None
    noshi: str = ""
    noshi_name: str = ""
    wrapping: str = ""
    card_message: str = ""
    label_note: str = ""
    island: bool | None = None
    trackings: tuple[str, ...] = ()
    shipped_on: dt.date | None = None


@dataclass(slots=True)
class IncomingMoney:
    """Whole yen. None for `total` or a fee: the shop has not fixed it yet (-9999 of Rakuten); the order waits.

    `taxes`: `[(percent, amount with tax after discounts, tax therein)]` as the mall says, empty when it does not.
    """

    goods: int | None = None
    postage: int | None = 0
    cod_fee: int | None = 0
    payment_fee: int = 0
    wrapping: int = 0
    other_fee: int = 0
    shop_coupon: int = 0
    mall_coupon: int = 0
    points: int = 0
    other_discount: int = 0
    total: int | None = None
    taxes: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class IncomingOrder:
    """`number` as the shop writes it, unique within the shop. `standing`: what the shop says of it — open, unpaid,
    held (must not ship), unfinished (a cart: not taken in), cancelled, shipped. `payment` is the shop's word for the
    method; `paid` True, False, or None when the method decides. `gift` None: decided by name and address.

    `marks` are facts that want a person's eyes (codes of `alerts.kinds`) that only this format knows. `place` is
    where it stood in the file (line number from 1), for messages. `partial`: fields the format cannot know at all,
    which must not blank what is known already.
    """

    number: str
    ordered_at: dt.datetime
    buyer: Person = Person()
    slips: list[IncomingSlip] = field(default_factory=list)
    lines: list[IncomingLine] = field(default_factory=list)
    money: IncomingMoney = field(default_factory=IncomingMoney)
    standing: str = "open"
    payment: str = ""
    payment_code: str = ""
    paid: bool | None = None
    paid_on: dt.date | None = None
    settlement: str = ""
    kind: str = "normal"
    device: str = ""
    gift: bool | None = None
    remarks: str = ""
    memo: str = ""
    customer_code: str = ""
    marks: list[str] = field(default_factory=list)
    place: int = 0
    partial: tuple[str, ...] = ()
