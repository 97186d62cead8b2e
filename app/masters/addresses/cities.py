"""Which municipality an address is in: all of them by the keys that addresses begin with."""

import re
import time
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.likeness import address_key
from app.masters.addresses.model import Municipality

KEPT_SECONDS = 600
_kept: list = []
_OPTIONAL = re.compile(r"^(?:.+?郡|.+?島)(?=.+[町村]$)")


class InCity(NamedTuple):
    """An address read as one of that municipality: `rest` is its key after the name of the city."""

    jis: str
    rest: str
    prefecture_written: bool


class Cities:
    """`rows`: `(jis, prefecture, city)` of every municipality."""

    def __init__(self, rows):
        self.names = {jis: (prefecture, city) for jis, prefecture, city in rows}
        self._by_key = defaultdict(list)
        for jis, (prefecture, city) in self.names.items():
            for name in {city, _OPTIONAL.sub("", city)}:
                self._by_key[address_key(name)].append((jis, False))
                self._by_key[address_key(prefecture + name)].append((jis, True))
        self._longest = max(map(len, self._by_key), default=0)

    def of(self, key):
        """Every municipality whose name, with or without prefecture and 郡, the key of an address begins with.

        The longest name counts; several have it where the prefecture is left out (府中市).
        """
        for length in range(min(self._longest, len(key)), 0, -1):
            found = self._by_key.get(key[:length])
            if found:
                return [InCity(jis, key[length:], written) for jis, written in found]
        return []


def cities():
    """The Cities of the database, kept for ten minutes in each process."""
    if not _kept or _kept[0][1] < time.monotonic():
        rows = session.execute(select(Municipality.jis, Municipality.prefecture, Municipality.city)).all()
        _kept[:] = [(Cities(rows), time.monotonic() + KEPT_SECONDS)]
    return _kept[0][0]


def forget():
    """Empty the memory (after newer postal codes were loaded)."""
    _kept.clear()
