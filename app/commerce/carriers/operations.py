"""Rules of a contract that single fields cannot know."""

from app.commerce.carriers.services import SERVICES
from app.kernel.errors import Rejected


def check_account(values, row):
    """Refuse a service that the system does not write, and an own sender without name and telephone."""
    system, service = _of(values, row, "system"), _of(values, row, "service")
    if system and service in SERVICES and system not in SERVICES[service].codes:
        raise Rejected("This system does not write this service.", "service")
    own = "own" in (_of(values, row, "sender"), _of(values, row, "gift_sender"))
    for name in ("sender_name", "sender_postal", "sender_address", "sender_phone"):
        if own and not _of(values, row, name):
            raise Rejected("Enter the sender: his address stands on the labels.", name)


def _of(values, row, name):
    return values.get(name, getattr(row, name, None) if row is not None else None)
