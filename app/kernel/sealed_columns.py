"""Columns whose content stands sealed in the database: `mapped_column(SealedJson("mails.sealed"), nullable=True)`.

Whoever seals by hand says so at the column, else it would stay under its old key for ever (`resealing`, a test):
`info=sealed_as("files.content|{id}")` for bytes, `info=encrypted_as(…)` for texts; names in braces are columns.
`info=tokens_of("search")`: JSON in which tokens may stand (`kernel.tokens`).
"""

import orjson
from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

from app.kernel import sealing


class SealedColumn(TypeDecorator):
    """Bytes, sealed for their tenant and `place` (`table.column`)."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place):
        super().__init__()
        self.place = place


class SealedBytes(SealedColumn):
    """Bytes as they are. None stays NULL."""

    cache_ok = True

    def process_bind_param(self, value, dialect):
        """On the way into the database."""
        return None if value is None else sealing.sealed(value, of=self.place)

    def process_result_value(self, value, dialect):
        """On the way out of the database."""
        return sealing.opened(value, of=self.place) if value else None


class SealedJson(SealedColumn):
    """Any JSON value. None stays NULL."""

    cache_ok = True

    def process_bind_param(self, value, dialect):
        """On the way into the database."""
        return None if value is None else sealing.sealed(orjson.dumps(value), of=self.place)

    def process_result_value(self, value, dialect):
        """On the way out of the database."""
        return orjson.loads(sealing.opened(value, of=self.place)) if value else None


def sealed_as(place):
    """`info` of a column of bytes that its noun seals itself."""
    return {"sealed": place}


def encrypted_as(place):
    """`info` of a column of text that its noun encrypts itself (`kernel.encrypting`)."""
    return {"encrypted": place}


def tokens_of(place):
    """`info` of a column of JSON in which tokens of that place may stand."""
    return {"tokens": place}
