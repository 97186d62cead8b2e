"""The one clock: instants are aware UTC, dates are dates in Japan.

Tests and the demonstration data put the clock at another instant with ``frozen``; the database's own clock
decides deadlines and is never moved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")

_frozen_at: ContextVar[datetime | None] = ContextVar("choba_frozen_at", default=None)


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _frozen_at.get() or datetime.now(UTC)


def today() -> date:
    """Return the present date in Japan."""
    return now().astimezone(JST).date()


@contextmanager
def frozen(at: datetime) -> Iterator[datetime]:
    """Stop the clock at an aware instant inside the block; blocks nest.

    Raises ValueError for a naive instant, which would mean another moment on every machine.
    """
    if at.tzinfo is None:
        raise ValueError("The clock can only be set to an instant with a time zone.")
    token = _frozen_at.set(at.astimezone(UTC))
    try:
        yield now()
    finally:
        _frozen_at.reset(token)


def is_frozen() -> bool:
    """Whether the clock is stopped (tests, demonstration data)."""
    return _frozen_at.get() is not None
