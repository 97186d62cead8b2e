"""What a reader is made of: names of columns, how an order number looks, and the function that reads one order."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

DATE_KEYS = (
    "配送希望日",
    "お届け希望日",
    "お届け日",
    "配送日",
    "delivery-date",
    "delivery date",
    "delivery_date",
)
TIME_KEYS = (
    "配送時間帯",
    "お届け時間帯",
    "配送希望時間",
    "お届け時間",
    "delivery-time",
    "delivery time",
    "delivery_time",
)


@dataclass(frozen=True)
class Options:
    """What a reader must be told: the shop's `account`, what line prices mean where the mall leaves it open
    (`line_price`: before_coupon, after_coupon), under which keys apps write the wished day and time, and the rows of
    the second file by order number (`items`), from which each order takes its own away. `stranger(shop)` gives a code
    of `refused.REASONS` for a shop whose orders must stay out, '' for others.
    """

    account: str = ""
    line_price: str = "before_coupon"
    date_keys: tuple[str, ...] = DATE_KEYS
    time_keys: tuple[str, ...] = TIME_KEYS
    items: dict | None = None
    stranger: Callable | None = None


def no_shop(row):
    """The file does not say which shop its orders are of."""
    return ""


@dataclass(frozen=True)
class Format:
    """One layout of files. `columns`: `{our name: header name(s)}`; `order(rows, options)` reads the rows of one order
    and raises BadCell. `shape`: how its order numbers look. `shop(row)`: the account (own format: shop code) that a row
    belongs to. `told_by`: `{field of the order: columns that tell it}`; without any of them the file cannot know it.
    `unguard`: whether people open such files in spreadsheets. `partner`: the second file
    that belongs to it (Yahoo's items). `kind`: the kind of shop it comes from.
    """

    name: str
    label: str
    columns: dict
    required: tuple[str, ...]
    order: Callable
    kind: str = ""
    shape: re.Pattern | None = None
    shop: Callable = no_shop
    told_by: dict = field(default_factory=dict)
    unguard: bool = False
    partner: str = ""

    def partial(self, layout):
        """Fields of the order that a file of this layout cannot know."""
        return tuple(name for name, columns in self.told_by.items() if not layout.has(*columns))
