"""Background work of telling shipments."""

import uuid

from app.commerce.reporting import operations
from app.platform.jobs import job


@job("commerce.reporting.report", lease=900)
def report(channel_id):
    """Tell one shop about its parcels."""
    operations.report(uuid.UUID(channel_id))


@job("commerce.reporting.read_answer", retries=(120, 300, 600, 1800, 3600), lease=300)
def read_answer(feed_id):
    """Read what a shop made of a feed of shipments."""
    operations.read_answer(uuid.UUID(feed_id))
