"""Columns that keep persons and texts sealed: `mapped_column(Sealed("slips.recipient", Person))`."""

from operator import attrgetter

import orjson
from sqlalchemy import LargeBinary, literal, type_coerce

from app.commerce.persons.person import PERSON_FIELDS, Person
from app.kernel import sealing
from app.kernel.sealed_columns import SealedColumn

_PARTS = attrgetter(*PERSON_FIELDS)
ERASED = literal(b"", LargeBinary)
"""For `UPDATE … SET`: the content is gone for good (retention). It is read as an empty person, text or dict."""


def is_erased(column):
    """Clause: the content of a sealed column was erased."""
    return type_coerce(column, LargeBinary) == b""


class Sealed(SealedColumn):
    """`place` is `table.column`; `kind` is Person, str, or dict (any JSON). An empty text is kept as NULL.

    `seal` and `open` do the same for rows that go in by COPY or come out of plain SQL.
    """

    cache_ok = True

    def __init__(self, place, kind=str):
        super().__init__(place)
        self.kind = kind

    def seal(self, value):
        """Bytes for the column, None for nothing."""
        if value is None or value == "":
            return None
        return sealing.sealed(_packed(self.kind, value), of=self.place)

    def open(self, kept):
        """The value of the column's bytes; an empty text for NULL where texts are kept."""
        if kept is None:
            return "" if self.kind is str else None
        if not kept:
            return self.kind()
        return _unpacked(self.kind, sealing.opened(kept, of=self.place))

    def process_bind_param(self, value, dialect):
        """On the way into the database."""
        return self.seal(value)

    def process_result_value(self, value, dialect):
        """On the way out of the database."""
        return self.open(value)


def _packed(kind, value):
    if kind is str:
        return value.encode()
    return orjson.dumps(_PARTS(value) if kind is Person else value)


def _unpacked(kind, plain):
    if kind is str:
        return plain.decode()
    if kind is Person:
        return Person(**dict(zip(PERSON_FIELDS, orjson.loads(plain), strict=False)))
    return orjson.loads(plain)
