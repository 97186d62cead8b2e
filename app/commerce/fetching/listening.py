"""Orders are fetched every so many minutes, each shop in its own time."""

import datetime as dt

from app.commerce.connections.model import ShopConnection
from app.commerce.connections.queries import switched_on
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform import jobs

EARLY = dt.timedelta(seconds=30)
"""Minutes come a little early or late."""


@subscribe("minute.passed")
def _fetch_in_time():
    now = clock.now()
    due = [
        channel.id
        for channel, connection in session.execute(switched_on(ShopConnection.orders_on))
        if connection.orders_asked_at is None
        or now - connection.orders_asked_at >= dt.timedelta(minutes=connection.orders_minutes) - EARLY
    ]
    for channel_id in due:
        jobs.once("commerce.fetching.fetch", subject_id=channel_id, channel_id=channel_id)
