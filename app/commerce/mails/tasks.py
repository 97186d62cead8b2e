"""Background work of mails about orders."""

from app.commerce.mails import batching, bounces, following
from app.commerce.mails.sending import send_due
from app.kernel.context import SYSTEM, acting_as
from app.kernel.ids import id_of
from app.platform import jobs
from app.platform.jobs import job
from app.platform.jobs.rounds import go_round


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


@go_round("commerce.mails.follow_up", every=1800)
def follow_up():
    """Follow-ups of orders that are due."""
    following.plan_follow_ups()


@go_round("commerce.mails.look_for_returned", every=600)
def look_for_returned():
    """Ask for a look into each mailbox."""
    for channel_id in bounces.shops_with_mailbox():
        jobs.after_commit("commerce.mails.read_returned", channel_id=channel_id)
