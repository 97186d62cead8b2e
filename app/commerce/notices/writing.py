"""Parcels told to a shop, as the bytes of its file (ec.md §3.1). Pure."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

from app.commerce.carriers.catalogue import carrier_of
from app.commerce.malls.carriers import NAMES
from app.commerce.malls.headers import MARK
from app.commerce.notices.columns import (
    AMAZON,
    COLORME,
    ECCUBE4,
    RAKUTEN,
    YAHOO,
    YAHOO_SECOND,
)

SHIPPED = "3"
OTHER = "Other"
COD = "DirectPayment"


@dataclass(frozen=True)
class Told:
    """One slip. `key`: how the shop numbers the recipient, '' when its order has one. `numbers` of its parcels.

    `method` is what the shop calls the way of shipping, `service` what the carrier does; `amazon_code` '' for what the
    mall's own list says. `lines`: `[(key of the order's line, pieces)]`.
    """

    order_number: str
    key: str
    carrier: str
    numbers: tuple[str, ...]
    shipped_on: dt.date
    method: str = ""
    service: str = ""
    amazon_code: str = ""
    cod: bool = False
    lines: tuple = ()


def rakuten(told):
    """発送完了報告: a row for each parcel."""
    rows = [
        (one.order_number, one.key, "", number, carrier_of(one.carrier).rakuten, f"{one.shipped_on:%Y-%m-%d}")
        for one in told
        for number in one.numbers
    ]
    return _csv([RAKUTEN, *rows])


def yahoo(told):
    """A row for each order. It has room for two numbers; the second column comes only when somebody needs it."""
    orders = {}
    for one in told:
        orders.setdefault(one.order_number, []).append(one)
    rows = [_yahoo_row(number, slips) for number, slips in orders.items()]
    if any(row[4] for row in rows):
        return _csv([(*YAHOO[:4], YAHOO_SECOND, *YAHOO[4:]), *rows])
    return _csv([YAHOO, *((*row[:4], *row[5:]) for row in rows)])


def _yahoo_row(order_number, slips):
    numbers = [number for one in slips for number in one.numbers]
    first = slips[0]
    company = NAMES["yahoo"].get(first.carrier, "")
    day = max(one.shipped_on for one in slips)
    return (
        order_number,
        first.method,
        company,
        numbers[0],
        "".join(numbers[1:2]),
        f"{day:%Y/%m/%d}",
        SHIPPED,
    )


def amazon(told):
    """出荷通知: three header rows, tabs, a row for each line of the order in the parcel."""
    rows = [tuple(MARK), tuple(AMAZON.values()), tuple(AMAZON)]
    for one in told:
        code = one.amazon_code or NAMES["amazon"].get(one.carrier, OTHER)
        rows += [
            (
                one.order_number, key, str(quantity), f"{one.shipped_on:%Y-%m-%d}", code, carrier_of(one.carrier).name,
                one.numbers[0], one.service, COD if one.cod else "", *[""] * 10,
            )
            for key, quantity in one.lines
        ]  # fmt: skip
    return "".join("\t".join(row) + "\r\n" for row in rows).encode("cp932")


def eccube4(told):
    """出荷CSV登録: a row for each 出荷ID, which is how the shop numbers the recipient."""
    return _csv(
        [ECCUBE4, *((one.key, one.numbers[0], f"{one.shipped_on:%Y-%m-%d}") for one in told)], csv.QUOTE_ALL
    )


def colorme(told):
    """配送伝票番号の一括登録."""
    return _csv([COLORME, *((one.order_number, one.key, one.numbers[0]) for one in told)])


WRITERS = {"rakuten": rakuten, "yahoo": yahoo, "amazon": amazon, "eccube4": eccube4, "colorme": colorme}
"""The kinds of shop that take shipments by file."""
KEYED = ("eccube4", "colorme")
"""Their files name the recipient in every row, also when there is one."""
WHOLE = ("yahoo",)
"""An order is told once all its parcels are on their way: the file says that the order is shipped."""
ENDINGS = {"amazon": "txt"}


def _csv(rows, quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n", quoting=quoting).writerows(rows)
    return out.getvalue().encode("cp932")
