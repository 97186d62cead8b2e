"""Yahoo's orderInfo (ec.md §1.3): groups (Pay, Ship, Seller, Buyer, Detail) are laid flat, their names are unique.

From memory: TotalPrice is what remains to be paid after points and coupons, as the file's Total.
"""

from dataclasses import replace

from app.commerce.intake.documents.rows import row
from app.commerce.intake.readers.yahoo import COLUMNS, ITEM_COLUMNS, join_key, order


def number_of(document):
    """The order's number."""
    return document["OrderId"]


def order_of(document, options):
    """The IncomingOrder."""
    flat = _flat(document)
    flat |= {
        "ShipName": _name(flat, "Ship"), "ShipNameKana": _name(flat, "Ship", "Kana"), "BillName": _name(flat, "Bill"),
        "BillNameKana": _name(flat, "Bill", "Kana"), "Total": flat.get("TotalPrice"),
    }  # fmt: skip
    head = row(COLUMNS, {name: flat.get(header) for name, header in COLUMNS.items()})
    items = [_item(one, flat["OrderId"], place) for place, one in enumerate(document["Item"], 1)]
    return order([head], replace(options, items={join_key(head.number): items}))


def _flat(document):
    found = {name: value for name, value in document.items() if not isinstance(value, dict | list)}
    for value in document.values():
        if isinstance(value, dict):
            found |= {name: one for name, one in value.items() if not isinstance(one, dict | list)}
    return found


def _name(flat, side, kana=""):
    parts = (flat.get(f"{side}LastName{kana}"), flat.get(f"{side}FirstName{kana}"))
    return " ".join(part.strip() for part in parts if part and part.strip())


def _item(item, number, place):
    found = {}
    for name, header in ITEM_COLUMNS.items():
        headers = header if isinstance(header, tuple) else (header,)
        found[name] = next((item[one] for one in headers if item.get(one)), "")
    found |= _told(item, "ItemOption", "option_names", "options")
    found |= _told(item, "Inscription", "inscription_names", "inscriptions")
    found["number"] = number
    return row(ITEM_COLUMNS, found, place)


def _told(item, group, names, values):
    """Options as the file joins them: their names, their values."""
    pairs = [one for one in item.get(group) or () if isinstance(one, dict)]
    return {
        names: ":".join(one.get("Name") or "" for one in pairs),
        values: ":".join(one.get("Value") or "" for one in pairs),
    }
