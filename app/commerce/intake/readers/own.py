"""Our own standard format (ec.md §1.8): what may stand in a cell is checked, so that an export always comes back."""

import re

from app.commerce.intake.cells import BadCell, day, money, pieces, text
from app.commerce.intake.formats import Format
from app.commerce.intake.readers import flat
from app.commerce.intake.readers.fields import (
    EXTRA_FIELDS,
    FIELDS,
    LINE_FIELDS,
    ORDER_FIELDS,
    SHIPMENT_FIELDS,
    SLIP_FIELDS,
)
from app.commerce.intake.words import carrier_of, slot_of
from app.kernel.i18n import _l
from app.kernel.text import display_width

NEEDED_IN_ORDER = (
    "number", "ordered_at", "buyer_family", "buyer_postal", "buyer_prefecture", "buyer_city", "buyer_street",
    "buyer_phone", "goods", "total",
)  # fmt: skip
NEEDED_IN_SLIP = ("to_family", "to_postal", "to_prefecture", "to_city", "to_street", "to_phone")
NEEDED_IN_LINE = ("line", "name", "price", "quantity", "rate")
DISCOUNTS = ("shop_coupon", "mall_coupon", "points", "other_discount", "line_discount")
LONGEST = {
    "route": 20, "number": 50, "customer_code": 30, "mail": 254, "payment_code": 20, "payment": 50, "settlement": 64,
    "remarks": 2000, "memo": 2000, "carrier": 20, "service": 20, "place": 20, "noshi": 50, "noshi_name": 50,
    "wrapping": 50, "card_message": 500, "label_note": 100, "own_code": 50, "mall_code": 99, "mall_sku": 99,
    "name": 255, "options": 500, "jan": 14, "trackings": 40,
    **{f"{side}_{part}": longest for side in ("buyer", "to") for part, longest in (
        ("company", 100), ("department", 100), ("family", 50), ("given", 50), ("family_kana", 50), ("given_kana", 50),
        ("postal", 8), ("prefecture", 8), ("city", 50), ("street", 100), ("building", 100), ("phone", 15))},
}  # fmt: skip
"""Half-width columns; a text is counted as wide as it shows (a line break counts one)."""
_IN_ORDER = tuple(name for name in ORDER_FIELDS if name not in ("number",))
_IN_SLIP = tuple(name for name in (*SLIP_FIELDS, *SHIPMENT_FIELDS) if name != "slip")
_WHOLE = re.compile(r"[1-9]\d{0,19}", re.ASCII)
"""Counted from 1, or as the shop numbers lines and recipients: then an export comes back as what it was."""


def shop(row):
    """The code of the shop."""
    return row.route.strip()


def order(rows, options):
    """One order whose every cell is as the format demands. Raises BadCell."""
    first, slips, numbers = rows[0], {}, set()
    _needed(first, ("route", *NEEDED_IN_ORDER, "slip"))
    for row in rows:
        _same(first, row, _IN_ORDER)
        number = text(row, "slip") or text(first, "slip")
        if number not in slips:
            _needed(row, NEEDED_IN_SLIP)
        _same(slips.setdefault(number, row), row, _IN_SLIP)
        _line(row, numbers)
    return flat.order(rows, options)


def _needed(row, fields):
    for field in fields:
        if not text(row, field):
            raise BadCell(row, field, "missing")


def _same(first, row, fields):
    """A value repeated in a later row is the same, or left out."""
    if row is first:
        _lengths(row, fields)
        return
    for field in fields:
        said = getattr(row, field)
        if said and said != getattr(first, field) and said.strip() != text(first, field):
            raise BadCell(row, field, "differs")


def _lengths(row, fields):
    for field in fields:
        value = getattr(row, field)
        longest = LONGEST.get(field)
        if longest and 2 * len(value) > longest and display_width(value.strip()) > longest:
            raise BadCell(row, field, "too_long")
    if "carrier" in fields:
        _choices(row)


def _choices(row):
    if text(row, "carrier") and carrier_of(text(row, "carrier")) != text(row, "carrier"):
        raise BadCell(row, "carrier", "choice")
    if slot_of(text(row, "slot")) is None:
        raise BadCell(row, "slot", "choice")
    day(row, "wished_on")
    flat.word(row, "temperature")
    flat.word(row, "customer_kind")
    if not _WHOLE.fullmatch(text(row, "slip") or "1"):
        raise BadCell(row, "slip", "whole_number")


def _line(row, numbers):
    _needed(row, NEEDED_IN_LINE)
    _lengths(row, LINE_FIELDS)
    number, kind = text(row, "line"), flat.word(row, "line_kind")
    if not _WHOLE.fullmatch(number):
        raise BadCell(row, "line", "whole_number")
    if number in numbers:
        raise BadCell(row, "line", "twice")
    numbers.add(number)
    for field in DISCOUNTS:
        if money(row, field) < 0:
            raise BadCell(row, field, "negative")
    if money(row, "price") < 0 and kind != "discount":
        raise BadCell(row, "price", "negative")
    if kind == "goods" and not any(text(row, one) for one in ("own_code", "mall_code", "mall_sku")):
        raise BadCell(row, "own_code", "no_code")
    expected = money(row, "price") * pieces(row, "quantity") - money(row, "line_discount")
    if money(row, "subtotal", expected) != expected:
        raise BadCell(row, "subtotal", "subtotal")


FORMAT = Format(
    name="own",
    label=_l("Own standard format"),
    kind="own",
    columns={**FIELDS, **dict.fromkeys(EXTRA_FIELDS, ())},
    required=("route", *NEEDED_IN_ORDER, "slip", *NEEDED_IN_SLIP, *NEEDED_IN_LINE),
    order=order,
    shop=shop,
    unguard=True,
    told_by={
        "device": ("never",),
        "slips.island": ("never",),
        "remarks": ("remarks",),
        "memo": ("memo",),
        "money.taxes": ("charged_10", "charged_8", "charged_0"),
        "slips.wished_on": ("wished_on",),
        "slips.slot": ("slot",),
    },
)
