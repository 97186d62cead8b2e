"""Identifiers: made by the application, ordered by time, never reused."""

import uuid

from uuid_utils import compat

_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PUBLIC = 22


def new_id() -> uuid.UUID:
    """Return a new UUIDv7 as the standard library's type: later ones sort after earlier ones."""
    return compat.uuid7()


def short(identifier: uuid.UUID) -> str:
    """Return eight letters that tell rows apart in a log or on a screen; not a key.

    They come from the random end: the front of a UUIDv7 is the clock, the same for every row of a minute.
    """
    return identifier.hex[-8:]


def public(identifier: uuid.UUID) -> str:
    """Return the 22 letters (none that look alike) that stand for an identifier in a permanent link."""
    number, letters = identifier.int, []
    while number:
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(reversed(letters)).rjust(_PUBLIC, _LETTERS[0])


def from_public(text: str) -> uuid.UUID | None:
    """Return the identifier of `public`, None for what is none."""
    if len(text) != _PUBLIC or not set(text) <= set(_LETTERS):
        return None
    number = 0
    for letter in text:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return uuid.UUID(int=number) if number < 1 << 128 else None


def id_of(text: object) -> uuid.UUID | None:
    """Return the identifier a text stands for, None for nothing or for what is none."""
    try:
        return uuid.UUID(str(text)) if text else None
    except ValueError:
        return None
