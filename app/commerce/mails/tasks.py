"""Background work of mails about orders."""

from app.commerce.mails.sending import send_due
from app.kernel.context import SYSTEM, acting_as
from app.platform.jobs import job


@job("commerce.mails.send_due", queue="mail", retries=(30, 300, 3600))
def send_due_mails(mail_ids):
    """Make and hand over the mails whose time has come."""
    with acting_as(SYSTEM):
        send_due(mail_ids)
