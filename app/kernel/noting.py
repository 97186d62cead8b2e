"""Facts written outside the request's own transaction (architecture §6), noted while it runs, written after it.

Security facts are kept even when the request is refused: failed sign-ins, refusals, rates. Seen facts are all that
reading may leave behind: what somebody opened lately.
"""

from contextvars import ContextVar

import structlog
from sqlalchemy.exc import DBAPIError

from app.kernel import db

log = structlog.get_logger()

_noted: ContextVar[tuple] = ContextVar("noted", default=())


def security_fact(write):
    """Call `write()` once the request is over, whatever became of it. It uses the session and is then committed."""
    _noted.set((*_noted.get(), write))


def seen_fact(write):
    """Call `write()` once the request was answered. A page that was shown is not taken back when noting it fails."""
    security_fact(lambda: _attempt(write))


def _attempt(write):
    try:
        write()
        db.outermost().commit()
    except DBAPIError:
        db.outermost().rollback()
        log.warning("a seen fact was not written", exc_info=True)


def write_down():
    """The edge calls this after its commit or rollback."""
    noted = _noted.get()
    _noted.set(())
    for write in noted:
        write()
    if noted:
        db.outermost().commit()
