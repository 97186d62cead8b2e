"""Identifiers: made by the application, ordered by time, never reused."""

import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """Return a new UUIDv7 as the standard library's type: later ones sort after earlier ones."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


def short(identifier: uuid.UUID) -> str:
    """Return eight letters that tell rows apart in a log or on a screen; not a key.

    They come from the random end: the front of a UUIDv7 is the clock, the same for every row of a minute.
    """
    return identifier.hex[-8:]


def id_of(text: object) -> uuid.UUID | None:
    """Return the identifier a text stands for, None for nothing or for what is none."""
    try:
        return uuid.UUID(str(text)) if text else None
    except ValueError:
        return None
