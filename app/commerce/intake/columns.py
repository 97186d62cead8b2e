"""Which column of a file is which: by the names in its header, never by position."""

import re
from collections import namedtuple
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from app.kernel.errors import Rejected
from app.kernel.text import fold

_TWICE = re.compile(r"(.+)@(\d)")


@lru_cache(maxsize=8192)
def key_of(name):
    """A name of a column as names are compared: width, case and spaces do not matter."""
    return fold(name).replace(" ", "")


def places_of(header):
    """`{key: [positions]}` of a header."""
    found = {}
    for at, name in enumerate(header):
        if name.strip():
            found.setdefault(key_of(name), []).append(at)
    return found


def place(places, names):
    """Where the first of `names` stands that the header has, or None. `送料@2` is the second column of that name."""
    for name in (names,) if isinstance(names, str) else names:
        number, twice = 1, _TWICE.fullmatch(name)
        if twice:
            name, number = twice[1], int(twice[2])
        found = places.get(key_of(name), ())
        if len(found) >= number:
            return found[number - 1]
    return None


@dataclass(frozen=True)
class Layout:
    """The columns of one file. `at` is `{our name: position or None}`, `header` the names as they came."""

    header: list[str]
    at: dict
    _pick: itemgetter
    _make: type

    def row(self, line, cells):
        """The cells of a line by our names (absent ones are ''), with `line_no` (from 1) and `cells` as they came."""
        return self._make(line, cells, *self._pick([*cells, ""]))

    def name(self, field):
        """How the file calls our field; '' when it has no such column."""
        at = self.at.get(field)
        return "" if at is None else self.header[at]

    def has(self, *fields):
        """Whether any of our fields has a column."""
        return any(self.at.get(field) is not None for field in fields)


def laid_out(header, at):
    """The Layout of a header with our names at these positions (None: the file has no such column)."""
    positions = [len(header) if position is None else position for position in at.values()]
    made = namedtuple("Row", ("line_no", "cells", *at))
    return Layout(header, dict(at), itemgetter(*positions), made)


def bound(header, columns, required=()):
    """The Layout of a header: `columns` is `{our name: their name, or several}`. Unknown columns are ignored.

    Raises Rejected that names the `required` columns which are not there.
    """
    places = places_of(header)
    at = {field: place(places, names) for field, names in columns.items()}
    absent = [columns[field] for field in required if at[field] is None]
    if absent:
        raise Rejected(
            "These columns are missing in the file: %(names)s. Add them to the download template and export again.",
            "file",
            names=", ".join((one if isinstance(one, str) else one[0]).partition("@")[0] for one in absent),
        )
    return laid_out(header, at)
