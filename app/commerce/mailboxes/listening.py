"""Mailboxes are fetched every so many minutes, each in its own time; after failures they are left alone for a while."""

import datetime as dt

from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.mailboxes.model import OrderMailbox
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform import jobs

EARLY = dt.timedelta(seconds=30)
"""Minutes come a little early or late."""


@subscribe("minute.passed")
def _fetch_in_time():
    now = clock.now()
    found = (
        select(OrderMailbox)
        .join(Channel, Channel.id == OrderMailbox.channel_id)
        .where(Channel.state == "active", OrderMailbox.by_itself)
        .order_by(OrderMailbox.id)
    )
    for one in session.scalars(found):
        rested = one.resumes_at is None or one.resumes_at <= now
        due = one.asked_at is None or now - one.asked_at >= dt.timedelta(minutes=one.minutes) - EARLY
        if rested and due:
            jobs.once("commerce.mailboxes.fetch", subject_id=one.id, mailbox_id=one.id)
