"""Keys that number themselves, for record types that name a series."""

from sqlalchemy import select

from app.kernel.db import session
from app.records.kit.queries import key_of
from app.records.numbering import take_many


def numbers(kind, count):
    """The next `count` keys of a numbered record type that no record has: some may have been typed or imported."""
    found = []
    while len(found) < count:
        some = take_many(kind.numbered, count - len(found))
        taken = set(session.scalars(select(key_of(kind)).where(key_of(kind).in_(some))))
        found += [one for one in some if one not in taken]
    return found


def number(kind, rows):
    """Put a number into each of `rows` (field → value) whose key is empty; tells how many there were."""
    empty = [values for values in rows if not values.get(kind.key)] if kind.numbered else []
    for values, key in zip(empty, numbers(kind, len(empty)), strict=True):
        values[kind.key] = key
    return len(empty)
