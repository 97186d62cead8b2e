"""Stock files as the malls take them (ec.md §3.2): pure functions from amounts to bytes."""

import csv
import io
from dataclasses import dataclass

from app.commerce.telling.columns import AMAZON, RAKUTEN, SHOPIFY, YAHOO


@dataclass(frozen=True)
class Amount:
    """What one listing shows. `mode` '' sets, '+' and '-' add and take away (Yahoo).

    `overdraft` ('', '0', '1'): orders beyond the stock are taken (Yahoo). `location`: where it lies (Shopify).
    """

    code: str
    sku: str
    quantity: int
    mode: str = ""
    overdraft: str = ""
    location: str = ""


def rakuten(amounts):
    """The columns of normal-item.csv that a file of stock alone needs; a product without variations has a plain SKU."""
    rows = [(one.code, one.sku or "normal-inventory", min(one.quantity, 99_999)) for one in amounts]
    return _written([RAKUTEN, *rows], "cp932")


def yahoo(amounts):
    """quantity.csv, at most 20,000 rows."""
    rows = [(one.code, one.sku, one.quantity, one.mode, one.overdraft, "") for one in amounts]
    return _written([YAHOO, *rows], "cp932")


def amazon(amounts):
    """価格・数量の更新ファイル: only what the seller ships; blank prices keep theirs."""
    rows = [(one.sku or one.code, "", "", "", one.quantity, "", "DEFAULT") for one in amounts]
    return _written([AMAZON, *rows], "cp932", "\t")


def shopify(amounts):
    """The inventory file. A variant is known by its SKU; names of options are those of products without any."""
    rows = [_shopify_row(one) for one in amounts]
    return _written([SHOPIFY, *rows], "utf-8")


def _shopify_row(one):
    filled = {
        "Handle": one.code,
        "Option1 Name": "Title",
        "Option1 Value": "Default Title",
        "SKU": one.sku or one.code,
        "Location": one.location,
        "On hand (new)": one.quantity,
    }
    return [filled.get(name, "") for name in SHOPIFY]


def _written(rows, encoding, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding, "replace")


WRITERS = {"rakuten": rakuten, "yahoo": yahoo, "amazon": amazon, "shopify": shopify}
NAMES = {
    "rakuten": "normal-item.csv",
    "yahoo": "quantity.csv",
    "amazon": "price-quantity.txt",
    "shopify": "inventory.csv",
}
"""What the mall calls such a file."""
MOST = {"yahoo": 20_000}
"""Rows of one file, where a mall limits them."""
