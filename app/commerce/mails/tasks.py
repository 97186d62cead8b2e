"""Background work of mails about orders."""

from app.commerce.mails import batching, bounces, following
from app.commerce.mails.sending import send_due
from app.kernel.context import SYSTEM, acting_as
from app.kernel.ids import id_of
from app.platform.jobs import job


@job("commerce.mails.send_due", queue="mail", retries=(30, 300, 3600))
def send_due_mails(mail_ids):
    """Make and hand over the mails whose time has come."""
    with acting_as(SYSTEM):
        send_due(mail_ids)


@job("commerce.mails.work_through", queue="bulk", retries=(30, 300))
def work_through_batch(batch_id):
    """The next portion of mails to many."""
    with acting_as(SYSTEM):
        batching.work_through(id_of(batch_id))


@job("commerce.mails.read_returned", queue="bulk", retries=())
def read_returned_mails(channel_id):
    """Look for mails that came back."""
    with acting_as(SYSTEM):
        bounces.read_returned(id_of(channel_id))


@job("commerce.mails.follow_up", queue="bulk", retries=(60,))
def plan_follow_ups():
    """Follow-ups of orders that are due."""
    with acting_as(SYSTEM):
        following.plan_follow_ups()
