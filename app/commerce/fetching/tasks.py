"""Background work of fetching orders."""

import uuid

from app.commerce.fetching import operations
from app.platform.jobs import job


@job("commerce.fetching.fetch", lease=3600, retries=(60, 300))
def fetch(channel_id):
    """Fetch one shop's orders."""
    operations.fetch(uuid.UUID(channel_id))
