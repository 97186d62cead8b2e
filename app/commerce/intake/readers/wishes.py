"""The wished day and time of an order: what cannot be understood must be read by a person."""

from app.commerce.intake.cells import day_of, text
from app.commerce.intake.words import slot_of


def understood(order, slip, row, day_field="", slot_field=""):
    """Set the wishes of a slip from two cells; what they say otherwise is added to the order's remarks, and marked."""
    told(order, slip, text(row, day_field) if day_field else "", text(row, slot_field) if slot_field else "")


def told(order, slip, day, slot):
    """The same for texts."""
    slip.wished_on = day_of(day, order.ordered_at.date()) if day else slip.wished_on
    found = slot_of(slot) if slot else slip.slot
    slip.slot = found or "none"
    left = [
        one
        for one, lost in ((day, day and slip.wished_on is None and _says(day)), (slot, found is None))
        if lost
    ]
    if left:
        leave(order, "お届け希望: " + " ".join(left))


def _says(day):
    """Whether a text that is no day says anything: zeros and 指定なし do not."""
    return bool(day.strip("0:/- ")) and slot_of(day) != "none"


def leave(order, words):
    """Put words in front of a person: beside the buyer's remarks, with a mark."""
    if words not in order.remarks:
        order.remarks = f"{order.remarks}\n{words}".strip()
    if "not_understood" not in order.marks:
        order.marks.append("not_understood")
