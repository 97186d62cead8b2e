"""Deals by the keys that programs name (trade.md §1), and the deal above one."""

from sqlalchemy import select

from app.kernel.db import session
from app.trade.desk.finding import seats_keyed, seats_numbered, seats_own_numbered
from app.trade.documents.keys import CONTAINERS
from app.trade.rooms.model import Deal

KEYS = ("number", "own_number", "booking_number", "scac", "bl_number", "container")
FINDERS = {
    "number": lambda keys: seats_numbered(keys["number"]),
    "own_number": lambda keys: seats_own_numbered(keys["own_number"]),
    "booking_number": lambda keys: seats_keyed(
        keys["booking_number"], ("booking_number",), keys.get("scac", "")
    ),
    "bl_number": lambda keys: seats_keyed(keys["bl_number"], ("bl_number",)),
    "container": lambda keys: seats_keyed(keys["container"], (CONTAINERS,)),
}


def seats_with(**keys):
    """`[(deal id, seat id)]` of own seats in deals that have all of `keys` (KEYS: text), the latest first."""
    found = None
    for name, find in FINDERS.items():
        if name in keys:
            pairs = dict.fromkeys(find(keys))
            found = pairs if found is None else {pair: None for pair in found if pair in pairs}
    return list(found or ())


def parent_of(deal):
    """`{id, number}` of the deal above, None without one or where no own seat takes part in it."""
    if deal.parent_id is None:
        return None
    number = session.scalar(select(Deal.number).where(Deal.id == deal.parent_id))
    if number is None or not seats_numbered(number):
        return None
    return {"id": deal.parent_id, "number": number}
