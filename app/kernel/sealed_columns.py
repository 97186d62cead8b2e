"""Columns whose content stands sealed in the database: `mapped_column(SealedJson("mails.sealed"), nullable=True)`."""

import orjson
from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

from app.kernel import sealing


class SealedJson(TypeDecorator):
    """Any JSON value, sealed for its tenant and `place` (`table.column`). None stays NULL."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place):
        super().__init__()
        self.place = place

    def process_bind_param(self, value, dialect):
        """On the way into the database."""
        return None if value is None else sealing.sealed(orjson.dumps(value), of=self.place)

    def process_result_value(self, value, dialect):
        """On the way out of the database."""
        return None if value is None else orjson.loads(sealing.opened(value, of=self.place))
