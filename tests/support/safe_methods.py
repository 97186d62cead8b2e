"""Reading changes nothing: statements that write are noted, so that a GET can be refused in tests."""

import re
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine

WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(?P<table>\w+)", re.IGNORECASE)
SEEN = {
    "trade_readings": "how far a deal was read",
    "api_tokens": "when a program's token was last used",
    "calendar_feeds": "when a program fetched a calendar last",
    "devices": "when a remembered device was last used",
    "exchange_read_marks": "how far a chat was read",
    "recently_viewed": "what a user opened lately",
    "personal_data_reads": "who looked at personal data",
}
"""What a reading request may note, and why (architecture §6: one recorder after the answer)."""


@contextmanager
def writes():
    """Yield a list that fills with the tables written to inside the block, SEEN ones left out."""
    written = []

    def note(_connection, _cursor, statement, *_rest):
        found = WRITE.match(statement)
        if found and found["table"].lower() not in SEEN:
            written.append(found["table"])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield written
    finally:
        event.remove(Engine, "before_cursor_execute", note)
