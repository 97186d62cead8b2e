"""What a column of a request may say, of one line of a slip."""

from app.kernel.i18n import _l

SOURCES = {
    "key": (_l("Our key"), lambda row: row.key),
    "line_key": (_l("Our key with the line"), lambda row: f"{row.key}-{row.line_no}"),
    "line_no": (_l("Line number"), lambda row: str(row.line_no)),
    "order_number": (_l("Order number of the shop"), lambda row: row.slip.order_number),
    "ordered_on": (_l("Day of the order"), lambda row: f"{row.ordered_on:%Y/%m/%d}"),
    "ordered_at": (_l("Day and time of the order (ISO)"), lambda row: row.slip.ordered_at.isoformat()),
    "shop": (_l("Shop"), lambda row: row.shop.name),
    "planned_on": (_l("Planned shipping day"), lambda row: _day(row.slip.planned_on)),
    "wished_on": (_l("Wished day"), lambda row: _day(row.slip.wished_on)),
    "slot": (_l("Wished time"), lambda row: "" if row.slip.slot == "none" else row.slip.slot),
    "name": (_l("Recipient's name"), lambda row: row.person.name or row.person.company),
    "kana": (_l("Recipient's reading"), lambda row: row.person.kana),
    "company": (_l("Recipient's firm"), lambda row: row.person.company),
    "department": (_l("Recipient's department"), lambda row: row.person.department),
    "postal": (_l("Postal code"), lambda row: row.person.postal),
    "prefecture": (_l("Prefecture"), lambda row: row.person.prefecture),
    "city": (_l("City"), lambda row: row.person.city),
    "street": (_l("Street and number"), lambda row: row.person.street),
    "building": (_l("Building"), lambda row: row.person.building),
    "address": (_l("Address in one line"), lambda row: row.person.address),
    "phone": (_l("Telephone"), lambda row: row.person.phone),
    "product_code": (_l("Product code"), lambda row: row.code),
    "jan": (_l("JAN code"), lambda row: row.jan),
    "product_name": (_l("Product name"), lambda row: row.product),
    "quantity": (_l("Quantity"), lambda row: str(row.pieces)),
    "temperature": (_l("Temperature"), lambda row: row.slip.temperature),
    "carrier": (_l("Carrier"), lambda row: row.slip.carrier),
    "service": (_l("Service"), lambda row: row.slip.service),
    "cod": (_l("To collect"), lambda row: str(row.slip.cod_amount)),
    "gift": (_l("Gift"), lambda row: "1" if row.slip.gift else "0"),
    "noshi": (_l("Noshi"), lambda row: row.slip.noshi),
    "wrapping": (_l("Wrapping"), lambda row: row.slip.wrapping),
    "card_message": (_l("Message card"), lambda row: row.slip.card_message or ""),
    "label_note": (_l("Note on the label"), lambda row: row.slip.label_note),
    "sender_name": (_l("Sender's name"), lambda row: row.shop.sender_name or row.shop.name),
    "sender_postal": (_l("Sender's postal code"), lambda row: row.shop.sender_postal),
    "sender_address": (_l("Sender's address"), lambda row: row.shop.sender_address),
    "sender_phone": (_l("Sender's telephone"), lambda row: row.shop.sender_phone),
}
"""`{name: (label, text of a row)}`."""
ANSWERS = {
    "key": _l("Our key"),
    "number": _l("Tracking number"),
    "carrier": _l("Carrier"),
    "day": _l("Shipped on"),
}
"""What columns of an answer may say; the first two are needed."""


def _day(day):
    return f"{day:%Y/%m/%d}" if day else ""
