"""What webhooks can be told of, and with which words: the packages above offer it, this one knows no record."""

from collections.abc import Callable
from dataclasses import dataclass

_owner = {"find": lambda user_id: None}
OFFERS: list["Offer"] = []


@dataclass(frozen=True)
class Offer:
    """`events()` gives `{event: label}`. `data_of(event, subject_id, facts)` gives JSON of what the present actor
    may see of it, or None; it runs as the webhook's owner.
    """

    events: Callable
    data_of: Callable


def offer(events, data_of):
    """Register a source of events, in a package's `listening.py`."""
    OFFERS.append(Offer(events, data_of))


def use(find_actor):
    """Start-up: how to find the Actor of a user (None: may not come in any more)."""
    _owner["find"] = find_actor


def owner_of(webhook):
    """The Actor whose sight bounds what the webhook is told, or None."""
    return _owner["find"](webhook.owner_id)


def events():
    """`{event: label}` of everything that can be told."""
    return {event: label for one in OFFERS for event, label in one.events().items()}


def data_of(event, subject_id, facts):
    """JSON (text) of what the present actor may see of an event, or None when that is nothing."""
    for one in OFFERS:
        if event in one.events():
            return one.data_of(event, subject_id, facts)
    return None
