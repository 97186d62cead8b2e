"""Shopify's orders CSV (ec.md §1.5): order values on the first row of an order only, lines on all of them."""

import re

from app.commerce.intake.cells import code, moment, money, off, pieces, text
from app.commerce.intake.formats import Format
from app.commerce.intake.people import at_home, postal_of, prefecture_of, whole_person
from app.commerce.intake.readers.wishes import leave, told
from app.commerce.intake.words import temperature_in
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.kernel.i18n import _l

PAID = {
    "paid": True,
    "authorized": True,
    "partially_refunded": True,
    "refunded": True,
    "partially_paid": False,
}
COLUMNS = {
    "number": "Name", "mail": "Email", "financial": "Financial Status", "fulfilment": "Fulfillment Status",
    "subtotal": "Subtotal", "postage": "Shipping", "taxes": "Taxes", "total": "Total", "coupon": "Discount Amount",
    "service": "Shipping Method", "ordered_at": "Created at", "quantity": "Lineitem quantity", "name": "Lineitem name",
    "price": "Lineitem price", "item": "Lineitem sku", "shipped_line": "Lineitem requires shipping",
    "buyer_name": "Billing Name", "buyer_company": "Billing Company", "buyer_1": "Billing Address1",
    "buyer_2": "Billing Address2", "buyer_street": "Billing Street", "buyer_city": "Billing City",
    "buyer_postal": "Billing Zip", "buyer_prefecture": ("Billing Province", "Billing Province Name"),
    "buyer_phone": "Billing Phone", "to_name": "Shipping Name", "to_company": "Shipping Company",
    "to_1": "Shipping Address1", "to_2": "Shipping Address2", "to_street": "Shipping Street",
    "to_city": "Shipping City",
    "to_postal": "Shipping Zip", "to_prefecture": ("Shipping Province", "Shipping Province Name"),
    "to_phone": "Shipping Phone", "remarks": "Notes", "attributes": "Note Attributes", "cancelled_at": "Cancelled at",
    "payment": "Payment Method", "settlement": "Payment Reference", "tags": "Tags",
    "line_discount": "Lineitem discount",
    "tax_name": "Tax 1 Name", "tax": "Tax 1 Value", "second_tax": "Tax 2 Name", "phone": "Phone",
}  # fmt: skip
_PERCENT = re.compile(r"(\d{1,2})(?:\.0+)?\s*%", re.ASCII)


def order(rows, options):
    """One order: whatever only the first row says holds for all."""
    row = _filled(rows)
    recipient = _person(row, "to") if text(row, "to_name") else _person(row, "buyer")
    buyer = _person(row, "buyer" if text(row, "buyer_name") else "to", mail=text(row, "mail"))
    percent = _only_percent(row)
    made = IncomingOrder(
        number=code(row, "number"),
        ordered_at=moment(row, "ordered_at"),
        buyer=buyer,
        slips=[
            IncomingSlip(
                recipient=recipient, service=text(row, "service"), temperature=temperature_in(row.service)
            )
        ],
        lines=[
            _line(one, at, percent, _included(row)) for at, one in enumerate(rows, 1) if text(one, "name")
        ],
        standing=_standing(row),
        payment=text(row, "payment"),
        paid=PAID.get(text(row, "financial")),
        settlement=text(row, "settlement"),
        remarks=text(row, "remarks"),
    )
    made.money = _money(row, made.lines, percent)
    _attributes(made, row, options)
    if text(row, "fulfilment") == "partial" and made.standing == "held":
        leave(made, "Shopify: 一部発送済")
    return made


def _slip(row, recipient):
    service = text(row, "service")
    return IncomingSlip(recipient=recipient, service=service, temperature=temperature_in(service))


def _filled(rows):
    """The first row, its blanks filled from the rows that follow."""
    first = rows[0]
    blank = [name for name in first._fields if not getattr(first, name)]
    return first._replace(**{
        name: next((value for one in rows[1:] if (value := getattr(one, name))), "") for name in blank
    }) if len(rows) > 1 else first  # fmt: skip


def _person(row, side, mail=""):
    phone = (text(row, f"{side}_phone") or text(row, "phone")).lstrip("'")
    return whole_person(
        getattr(row, f"{side}_name"),
        phone=at_home(phone),
        mail=mail,
        postal=postal_of(getattr(row, f"{side}_postal")),
        address=(
            prefecture_of(getattr(row, f"{side}_prefecture")),
            text(row, f"{side}_city"),
            text(row, f"{side}_1") or text(row, f"{side}_street"),
            text(row, f"{side}_2"),
        ),
        company=getattr(row, f"{side}_company"),
    )


def _standing(row):
    financial, fulfilment = text(row, "financial"), text(row, "fulfilment")
    if text(row, "cancelled_at") or financial == "voided":
        return "cancelled"
    if fulfilment == "fulfilled":
        return "shipped"
    return "held" if fulfilment == "partial" or financial == "refunded" else "open"


def _only_percent(row):
    """The rate, when one rate is all there is."""
    found = _PERCENT.search(row.tax_name)
    return int(found[1]) if found and not text(row, "second_tax") and int(found[1]) in (8, 10) else None


def _included(row):
    """Whether prices include tax: then the total is what it is without adding it."""
    parts = money(row, "subtotal") + money(row, "postage")
    return not (money(row, "taxes") and money(row, "total") == parts + money(row, "taxes"))


def _line(row, at, percent, included):
    return IncomingLine(
        key=str(at),
        kind="other" if text(row, "shipped_line") == "false" else "goods",
        name=text(row, "name"),
        quantity=pieces(row, "quantity"),
        price=money(row, "price"),
        mall_code=code(row, "item"),
        rate=percent,
        included=included,
        discount=off(row, "line_discount"),
    )


def _money(row, lines, percent):
    total = money(row, "total", None)
    return IncomingMoney(
        goods=sum(line.price * line.quantity for line in lines),
        postage=money(row, "postage"),
        shop_coupon=off(row, "coupon"),
        total=total,
        taxes=[(percent, total, money(row, "tax"))] if percent and total and money(row, "tax") else [],
    )


def _attributes(made, row, options):
    """Wishes that apps write into note attributes and tags; the other attributes are for the memo."""
    pairs = [line.partition(":") for line in row.attributes.splitlines() if line.strip()]
    pairs += [one.partition(":") for one in row.tags.split(",") if ":" in one]
    day = slot = ""
    memo = []
    for key, _colon, value in pairs:
        name = key.strip().lower()
        if name in options.date_keys:
            day = value.strip()
        elif name in options.time_keys:
            slot = value.strip()
        else:
            memo.append(f"{key.strip()}: {value.strip()}".strip(": "))
    told(made, made.slips[0], day, slot)
    made.memo = "\n".join(memo)


FORMAT = Format(
    name="shopify",
    label=_l("Shopify orders"),
    kind="shopify",
    columns=COLUMNS,
    required=("number", "ordered_at", "total", "quantity", "name", "price", "item"),
    order=order,
    shape=re.compile(r"#?[\w-]*\d+", re.ASCII),
    told_by={
        "device": ("never",),
        "lines.rate": ("tax_name",),
        "money.taxes": ("tax_name",),
        "slips.wished_on": ("attributes", "tags"),
        "slips.slot": ("attributes", "tags"),
    },
)
