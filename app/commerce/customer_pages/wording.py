"""What customers read about their deliveries, and what the trail says."""

import datetime as dt

from app.kernel.i18n import _l
from app.platform.audit.sentences import SENTENCES

STANDINGS = {
    "received": (_l("Order received"), "waiting"),
    "unpaid": (_l("Waiting for your payment"), "waiting"),
    "preparing": (_l("Preparing the parcel"), "info"),
    "packing": (_l("Being packed now"), "info"),
    "sent": (_l("Sent to you"), "done"),
    "cancelled": (_l("Cancelled order"), "closed"),
    "returned": (_l("Came back to us"), "closed"),
}
REQUEST_STATES = {
    "open": (_l("Waiting for our answer"), "waiting"),
    "accepted": (_l("Changed as you wished"), "done"),
    "declined": (_l("We cannot change it"), "closed"),
}
FIELDS = {
    "wished_on": _l("Wished day"),
    "slot": _l("Wished time"),
    "family": _l("Family name"),
    "given": _l("Given name"),
    "postal": _l("Postal code"),
    "prefecture": _l("Prefecture"),
    "city": _l("City"),
    "street": _l("Town and number"),
    "building": _l("Building"),
    "phone": _l("Telephone"),
}
SLOTS = {
    "none": _l("no wish"),
    "am": _l("in the morning"),
    "12-14": "12–14",
    "14-16": "14–16",
    "16-18": "16–18",
    "18-20": "18–20",
    "18-21": "18–21",
    "19-21": "19–21",
    "20-21": "20–21",
    "pm": _l("in the afternoon"),
}
SENTENCES.update(
    {
        "order.wished": "The customer wished a change",
        "order.wish_accepted": "Accepted the customer's wish",
        "order.wish_declined": "Declined the customer's wish",
        "order.asked": "The customer asked something",
        "order.replied": "Answered the customer",
        "customer.advertising_decided": "The customer decided about advertising",
        "receipt.issued": "Issued a receipt",
    }
)


def wish_in_words(wish, slip=None):
    """`[(label, value, what stands there now)]` of a wish, days as dates; without `slip` nothing stands there."""
    return [
        (FIELDS[name], _value(name, value), _present(slip, name) if slip else None)
        for name, value in wish.items()
        if name in FIELDS
    ]


def _value(name, value):
    if name == "wished_on":
        return dt.date.fromisoformat(value)
    return SLOTS[value] if name == "slot" else value


def _present(slip, name):
    if name == "slot":
        return SLOTS[slip.slot]
    return slip.wished_on if name == "wished_on" else getattr(slip.recipient, name)
