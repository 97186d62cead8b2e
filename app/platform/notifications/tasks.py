"""Background work of notices."""

import uuid

from app.platform.jobs import job
from app.platform.notifications import digests


@job(digests.SEND, queue="mail")
def send_digest(user_id):
    """Send a user the mail of the day."""
    digests.send_digest(uuid.UUID(user_id))
