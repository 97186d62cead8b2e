"""Background work of webhooks."""

import uuid

from app.platform.jobs import job
from app.platform.webhooks.delivering import deliver


@job("platform.webhooks.deliver", queue="default")
def deliver_webhook(delivery_id):
    """One attempt at one delivery; further ones are jobs of their own."""
    deliver(uuid.UUID(str(delivery_id)))
