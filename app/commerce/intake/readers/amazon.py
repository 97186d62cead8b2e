"""Amazon's 未出荷注文レポート and the order reports with amounts (ec.md §1.4): a row an item, tabs, no quotes."""

import re

from app.commerce.intake.cells import code, flag, moment, moment_of, money, off, pieces, text
from app.commerce.intake.formats import Format
from app.commerce.intake.people import address_of, phone_of, prefecture_of, whole_person
from app.commerce.intake.words import slot_of
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.kernel.i18n import _l

STANDINGS = {"canceled": "cancelled", "cancelled": "cancelled", "shipped": "shipped", "pending": "unfinished"}
UNPRICED = (
    "money.goods", "money.postage", "money.wrapping", "money.other_discount", "lines.price", "lines.discount",
)  # fmt: skip
"""What a report without prices cannot know."""
COLUMNS = {
    "number": ("order-id", "amazon-order-id"), "line": "order-item-id", "ordered_at": "purchase-date",
    "promised_at": "promise-date", "mail": "buyer-email", "buyer_name": "buyer-name",
    "phone": ("ship-phone-number", "buyer-phone-number"), "buyer_phone": "buyer-phone-number", "item": "sku",
    "name": "product-name", "purchased": ("quantity-purchased", "quantity"), "to_ship": "quantity-to-ship",
    "service": "ship-service-level", "to_name": "recipient-name", "to_1": "ship-address-1", "to_2": "ship-address-2",
    "to_3": "ship-address-3", "to_city": "ship-city", "to_prefecture": "ship-state", "to_postal": "ship-postal-code",
    "payment": "payment-method", "cod": "cod-collectible-amount", "cod_fee": "payment-method-fee",
    "wished_from": "scheduled-delivery-start-date", "wished_to": "scheduled-delivery-end-date", "price": "item-price",
    "postage": "shipping-price", "wrapping_fee": "gift-wrap-price", "discount": "item-promotion-discount",
    "postage_discount": "ship-promotion-discount", "order_status": "order-status", "by": "fulfillment-channel",
    "cancelling": "is-buyer-requested-cancellation", "message": "gift-message-text", "wrapping": "gift-wrap-type",
    "note": "delivery-instructions",
}  # fmt: skip


def order(rows, options):
    """One order; what was sent already is left out, and of parts only the pieces still to be sent."""
    row = rows[0]
    waiting = [one for one in rows if _to_ship(one)]
    made = IncomingOrder(
        number=code(row, "number"),
        ordered_at=moment(row, "ordered_at"),
        buyer=whole_person(row.buyer_name, phone=phone_of(row, "buyer_phone"), mail=text(row, "mail")),
        slips=[_slip(row)],
        lines=[_line(one, at) for at, one in enumerate(waiting or rows, 1)],
        money=_money(row, rows),
        standing=_standing(row, waiting),
        payment=text(row, "payment") or "Amazon",
        paid=None if text(row, "payment").upper() in ("COD", "CVS") else True,
        gift=True if text(row, "message") or text(row, "wrapping") else None,
    )
    if flag(row, "cancelling"):
        made.marks.append("cancel_requested")
    if not text(row, "price"):
        made.partial = UNPRICED + (() if made.money.total is not None else ("money.total",))
    return made


def _to_ship(row):
    return pieces(row, "to_ship") if text(row, "to_ship") else pieces(row, "purchased")


def _standing(row, waiting):
    if text(row, "by").lower() in ("afn", "amazon"):
        return "unfinished"  # Amazon ships it from its own warehouse
    said = STANDINGS.get(text(row, "order_status").lower(), "open")
    if said == "open" and flag(row, "cancelling"):
        return "held"
    return said if said != "open" or waiting else "shipped"


def _slip(row):
    start, end = moment_of(text(row, "wished_from")), moment_of(text(row, "wished_to"))
    same_day = start and end and start.date() == end.date()
    promised = moment_of(text(row, "promised_at"))
    return IncomingSlip(
        recipient=whole_person(
            row.to_name, phone=phone_of(row, "phone"), postal=row.to_postal, address=_address(row)
        ),
        wished_on=start.date() if start else None,
        slot=(slot_of(f"{start.hour}-{end.hour}") or "none") if same_day else "none",
        planned_on=promised.date() if promised else None,
        service=text(row, "service"),
        label_note=text(row, "note"),
        card_message=text(row, "message"),
        wrapping=text(row, "wrapping"),
    )


def _address(row):
    """In Japan the city is often blank, and all below the prefecture stands in the three lines."""
    prefecture, city = prefecture_of(row.to_prefecture), text(row, "to_city")
    lines = [text(row, one) for one in ("to_1", "to_2", "to_3")]
    if city:
        return prefecture, city, lines[0], " ".join(filter(None, lines[1:]))
    found, city, street, building = address_of(*lines)
    return prefecture or found, city, street, building


def _line(row, at):
    quantity, bought = _to_ship(row) or pieces(row, "purchased"), pieces(row, "purchased")
    paid = money(row, "price")  # of all pieces together
    price = -(-paid // bought) if bought else 0
    return IncomingLine(
        key=code(row, "line") or str(at),
        name=text(row, "name"),
        quantity=quantity,
        price=price,
        mall_code=code(row, "item"),
        discount=off(row, "discount") + price * bought - paid if price else 0,
    )


def _money(row, rows):
    total, fee = money(row, "cod", None), money(row, "cod_fee")
    if not text(row, "price"):
        return IncomingMoney(goods=None, postage=None, cod_fee=fee, total=total)
    goods = sum(money(one, "price") - off(one, "discount") for one in rows)
    postage = sum(money(one, "postage") for one in rows)
    wrapping = sum(money(one, "wrapping_fee") for one in rows)
    free = sum(off(one, "postage_discount") for one in rows)
    if total is None:
        total = goods + postage + wrapping + fee - free
    return IncomingMoney(
        goods=goods, postage=postage, cod_fee=fee, wrapping=wrapping, other_discount=free, total=total
    )


FORMAT = Format(
    name="amazon",
    label=_l("Amazon orders"),
    kind="amazon",
    columns=COLUMNS,
    required=("number", "line", "ordered_at", "item", "purchased"),
    order=order,
    shape=re.compile(r"\d{3}-\d{7}-\d{7}"),
    told_by={
        "remarks": ("never",),
        "memo": ("never",),
        "device": ("never",),
        "buyer.address": ("never",),
        "lines.rate": ("never",),
        "slips.recipient": ("to_name",),
        "money.taxes": ("never",),
    },
)
