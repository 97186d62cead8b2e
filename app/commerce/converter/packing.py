"""A Label as its sealed column keeps it, and back."""

import datetime as dt
from dataclasses import asdict

from app.commerce.labels.label import Label
from app.commerce.persons.person import Person

_DAYS = ("ship_on", "wished_on")
_TUPLES = ("names", "contents", "flags")


def packed(label):
    """Plain JSON."""
    kept = asdict(label)
    for name in _DAYS:
        kept[name] = kept[name].isoformat() if kept[name] else None
    return kept


def unpacked(kept):
    """The Label."""
    values = dict(kept)
    for name in _DAYS:
        values[name] = dt.date.fromisoformat(values[name]) if values[name] else None
    for name in _TUPLES:
        values[name] = tuple(values[name])
    return Label(
        **{**values, "recipient": Person(**values["recipient"]), "sender": Person(**values["sender"])}
    )
