"""Words of the pages of order intake: states, formats, and what a path of a changed order is called."""

from app.commerce.intake.opening import PROFILE
from app.commerce.intake.recognising import FORMATS
from app.kernel.i18n import _l, translate

STATES = {
    "draft": (_l("Before taking in"), "waiting"),
    "pending": (_l("Going in"), "waiting"),
    "done": (_l("Taken in"), "done"),
    "failed": (_l("Stopped with an error"), "problem"),
    "cancelled": (_l("Cancelled"), "closed"),
}
"""`{state: (English msgid, tone of the chip)}` of an Intake."""
STANDINGS = {
    "open": _l("Fresh order"),
    "unpaid": _l("Not paid yet"),
    "held": _l("Must not ship"),
    "unfinished": _l("Not ordered yet"),
    "cancelled": _l("Cancelled by the shop"),
    "shipped": _l("Shipped already"),
}
OUTCOMES = {
    "applied": (_l("Taken over"), "done"),
    "cancelled_by_shop": (_l("Cancelled by the shop while packing"), "problem"),
    "changed_after_label": (_l("Already being packed: put on hold"), "problem"),
    "changed_after_shipping": (_l("Already shipped: only noted"), "waiting"),
}
_PARTS = {
    "buyer": _l("Who ordered"),
    "recipient": _l("Who receives"),
    "family": _l("family name"),
    "given": _l("given name"),
    "family_kana": _l("family name in kana"),
    "given_kana": _l("given name in kana"),
    "company": _l("firm"),
    "department": _l("department"),
    "postal": _l("postal code"),
    "prefecture": _l("prefecture"),
    "city": _l("city"),
    "street": _l("street"),
    "building": _l("building"),
    "phone": _l("telephone number"),
    "mail": _l("mail address"),
    "goods": _l("Goods in total"),
    "postage": _l("Postage"),
    "cod_fee": _l("Fee for cash on delivery"),
    "payment_fee": _l("Payment fee"),
    "wrapping": _l("Wrapping"),
    "other_fee": _l("Other costs"),
    "shop_coupon": _l("Coupon of the shop"),
    "mall_coupon": _l("Coupon of the mall"),
    "points": _l("Points used"),
    "other_discount": _l("Other discount"),
    "total": _l("Amount charged"),
    "taxes": _l("Tax by rate"),
    "standing": _l("State at the shop"),
    "payment": _l("Way of payment"),
    "payment_code": _l("Payment code"),
    "paid": _l("Paid"),
    "paid_on": _l("Payment received on"),
    "settlement": _l("Settlement number"),
    "ordered_at": _l("Ordered at"),
    "kind": _l("Kind of order"),
    "device": _l("Device"),
    "gift": _l("Whether a gift"),
    "remarks": _l("The buyer's wishes"),
    "memo": _l("Memo of the shop"),
    "customer_code": _l("Code of the customer"),
    "number": _l("Order number"),
    "wished_on": _l("Wished day"),
    "slot": _l("Wished time"),
    "planned_on": _l("Planned day of shipping"),
    "carrier": _l("Carrier of the parcel"),
    "service": _l("Way of delivery"),
    "temperature": _l("Temperature"),
    "place": _l("Drop-off place"),
    "pieces": _l("How many parcels"),
    "noshi": _l("Noshi"),
    "noshi_name": _l("Name on the noshi"),
    "card_message": _l("Message card"),
    "label_note": _l("Note on the label"),
    "island": _l("Island"),
    "trackings": _l("Tracking numbers"),
    "shipped_on": _l("Shipped on"),
    "name": _l("Name of the goods"),
    "quantity": _l("Quantity"),
    "price": _l("Unit price"),
    "rate": _l("Tax rate"),
    "options": _l("Options"),
    "own_code": _l("Our product code"),
    "mall_code": _l("Product code of the mall"),
    "mall_sku": _l("SKU code of the mall"),
    "jan": _l("JAN code"),
    "included": _l("Tax included"),
    "discount": _l("Discount on the line"),
    "cancelled": _l("Line cancelled"),
    "slip": _l("Who receives"),
}
PERSONAL = ("buyer", "recipient", "noshi_name", "card_message", "remarks", "memo")
"""Parts of a path whose values are shown only to those who may see persons."""


def format_label(name):
    """How a format is called: a reader of the house, or a pattern by its own name."""
    if name in FORMATS:
        return translate(FORMATS[name].label)
    return name.removeprefix(PROFILE)


def path_label(path):
    """`slips.70000002.recipient.street` as words: recipient 70000002, street."""
    parts = path.split(".")
    if parts[0] == "lines":
        found = [translate("Line %(key)s", key=parts[1]), *(_word(part) for part in parts[2:])]
    elif parts[0] == "slips":
        found = [translate("Delivery %(key)s", key=parts[1]), *(_word(part) for part in parts[2:])]
    else:
        found = [_word(part) for part in parts if part != "money"]
    return " / ".join(found)


def _word(part):
    return translate(_PARTS[part]) if part in _PARTS else part


def value_text(value):
    """A plain value of a changed order as a cell shows it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return translate("Yes") if value else translate("No")
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return " ".join(value_text(one) for one in value.values() if one not in (None, "", False, [], {}))
    if isinstance(value, list):
        return ", ".join(_joined(one) if isinstance(one, list) else value_text(one) for one in value) or "—"
    return str(value)


def _joined(values):
    """An entry of a list of lists: rate, amount and tax."""
    return " / ".join(map(value_text, values))


def is_personal(path):
    """Whether the values of a path are personal data."""
    parts = path.split(".")
    return any(part in PERSONAL for part in parts) or (parts[0] == "slips" and len(parts) == 2)
