"""The secret address of a calendar: making it, ending it, finding whose it is."""

import datetime as dt
import hashlib
import secrets

from sqlalchemy import select, update

from app.kernel import clock, context
from app.kernel.db import session
from app.platform.audit import record
from app.sales.calendars.model import CalendarFeed

NOTED_EVERY = dt.timedelta(hours=1)


def feed_of(user_id):
    """The CalendarFeed of somebody, or None."""
    return session.scalars(select(CalendarFeed).where(CalendarFeed.user_id == user_id)).one_or_none()


def make(*, results):
    """Give the actor a new address; the one before ends. Returns its secret, which is kept nowhere."""
    secret, row = secrets.token_urlsafe(32), feed_of(context.actor().id)
    if row is None:
        row = CalendarFeed(user_id=context.actor().id, results=results)
        session.add(row)
    row.secret_hash, row.results = _hashed(secret), results
    row.made_at, row.read_at = clock.now(), None
    session.flush()  # the trail names it
    record("calendar_feed.made", row, label=context.actor().name)
    return secret


def hold(row, *, results):
    """Say whether the calendar holds what was done, too."""
    if row.results != results:
        record("calendar_feed.changed", row, changes={"results": [row.results, results]})
        row.results = results


def revoke(row):
    """End the address at once."""
    record("calendar_feed.revoked", row, label=context.actor().name)
    session.delete(row)


def with_secret(secret):
    """The CalendarFeed with that secret, or None."""
    return session.scalars(
        select(CalendarFeed).where(CalendarFeed.secret_hash == _hashed(secret))
    ).one_or_none()


def note_reading(feed_id, moment):
    """Note that a program came; to the hour is enough."""
    session.execute(update(CalendarFeed).where(CalendarFeed.id == feed_id).values(read_at=moment))


def is_worth_noting(row, moment):
    """Whether the last visit that was noted is long enough ago."""
    return row.read_at is None or moment - row.read_at > NOTED_EVERY


def _hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
