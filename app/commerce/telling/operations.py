"""What people ask for by hand: everything told now, a file of what waits."""

from dataclasses import dataclass

from sqlalchemy import text

from app.commerce.connections.queries import connection_of
from app.commerce.telling import weighing
from app.commerce.telling.layouts import MOST, NAMES
from app.commerce.telling.sending import ROWS, waiting
from app.commerce.telling.ways import written
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record

_FETCHED = text("""
    UPDATE stock_tellings SET told = wanted, told_at = :at, state = 'even', waits_since = NULL
    WHERE tenant_id = :tenant AND id = ANY(CAST(:ids AS uuid[]))
""")


@dataclass(frozen=True)
class StockFile:
    """A stock file in a person's hands."""

    name: str
    content: bytes
    content_type: str = "text/csv"

    @property
    def size(self):
        """Bytes."""
        return len(self.content)


def tell_everything(channel):
    """Tell a shop all its stock, also what it knows."""
    connection = connection_of(channel.id)
    if connection is None or connection.stock_way == "off":
        raise Rejected("This shop is not told any stock. Switch it on first.")
    connection.stock_resumes_at, connection.stock_failures = None, 0
    weighing.weigh(everything=True)
    weighing.want_everything(channel.id)
    record("stock.tell_everything", label=channel.name)


def fetch_file(channel):
    """The stock file of what waits; from now on it counts as told. Raises Rejected when nothing waits."""
    connection = connection_of(channel.id)
    rows = waiting(channel.id, MOST.get(channel.kind, ROWS)) if connection else []
    if not rows:
        raise Rejected("There is nothing to tell this shop: it knows all its stock.")
    content = written(channel, connection, rows)
    asked = {"tenant": context.tenant_id(), "at": clock.now(), "ids": [row.id for row in rows]}
    session.execute(_FETCHED, asked)
    connection.stock_told_at = clock.now()
    record("stock.file_fetched", label=channel.name, rows=len(rows))
    return StockFile(NAMES[channel.kind], content)
