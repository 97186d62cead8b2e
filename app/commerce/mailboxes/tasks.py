"""Background work of orders by mail."""

from app.commerce.mailboxes import fetching, reading
from app.platform.jobs import job


@job("commerce.mailboxes.fetch", lease=3600, retries=(60, 300))
def fetch(mailbox_id):
    """Fetch the mails of one mailbox."""
    fetching.fetch(mailbox_id)


@job("commerce.mailboxes.put_away", lease=600, retries=(60, 300))
def put_away(mailbox_id):
    """Mark or move mails whose orders came in."""
    fetching.put_away(mailbox_id)


@job("commerce.mailboxes.forget_letter", retries=(60, 600, 3600))
def forget_letter(letter_id):
    """What a mail said is not kept any longer."""
    reading.forget_letter(letter_id)
