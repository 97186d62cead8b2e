"""What caused a movement, and whom a reservation is for, as links. Whoever owns such rows says how they are named."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """`look_up(ids)` gives `{id: (label, arguments of the endpoint)}` in one statement."""

    endpoint: str
    look_up: Callable


SOURCES: dict[str, Named] = {}


def name_source(source, endpoint, look_up):
    """Register how the ids of a `source` (or `for_kind`) are named and where their page is."""
    SOURCES[source] = Named(endpoint, look_up)


def named(pairs):
    """`{id: (label, endpoint, arguments)}` of `(source, id)` pairs; one statement for each kind of source."""
    wanted, found = {}, {}
    for source, source_id in pairs:
        if source in SOURCES:
            wanted.setdefault(source, set()).add(source_id)
    for source, ids in wanted.items():
        for source_id, (label, arguments) in SOURCES[source].look_up(ids).items():
            found[source_id] = (label, SOURCES[source].endpoint, arguments)
    return found
