"""Mailboxes, mails and patterns as pages and jobs ask for them."""

from sqlalchemy import and_, func, select

from app.commerce.channels.model import Channel, ChannelCredential
from app.commerce.intake.queries import profiles
from app.commerce.mailboxes.model import OrderLetter, OrderMailbox
from app.kernel.db import session
from app.platform.jobs import Job

SERVICE = "order_mail"
"""Service of ChannelCredential that keeps the password."""


def channels():
    """Shops in use, by code."""
    return select(Channel).where(Channel.state == "active").order_by(Channel.code, Channel.id)


def of_all_shops():
    """`[(Channel, OrderMailbox or None)]` of all shops in use."""
    joined = and_(OrderMailbox.channel_id == Channel.id, OrderMailbox.tenant_id == Channel.tenant_id)
    found = channels().add_columns(OrderMailbox).outerjoin(OrderMailbox, joined)
    return [tuple(row) for row in session.execute(found)]


def with_mailboxes():
    """`[(Channel, OrderMailbox)]` of shops that have one."""
    return [pair for pair in of_all_shops() if pair[1] is not None]


def mailbox_of(channel_id):
    """The OrderMailbox of a shop, or None."""
    return session.scalars(select(OrderMailbox).where(OrderMailbox.channel_id == channel_id)).one_or_none()


def password_of(channel_id):
    """The password that is kept, '' for none."""
    found = select(ChannelCredential.secrets).where(
        ChannelCredential.channel_id == channel_id, ChannelCredential.service == SERVICE
    )
    return (session.scalar(found) or {}).get("password", "")


def letters(state="", channel_id=None):
    """Mails that were looked at, of one state, of one shop; a page orders them."""
    found = select(OrderLetter)
    if state:
        found = found.where(OrderLetter.state == state)
    if channel_id:
        boxes = select(OrderMailbox.id).where(OrderMailbox.channel_id == channel_id)
        found = found.where(OrderLetter.mailbox_id.in_(boxes))
    return found


def waiting_counts():
    """`{mailbox id: mails that nobody could read}`."""
    rows = session.execute(
        select(OrderLetter.mailbox_id, func.count())
        .where(OrderLetter.state == "waiting")
        .group_by(OrderLetter.mailbox_id)
    )
    return dict(rows.all())


def mail_profiles():
    """The patterns for texts of mails, by name."""
    return profiles("mail")


def fetching(mailbox_ids):
    """Ids of the mailboxes that are being fetched, or wait for it."""
    found = select(Job.subject_id).where(
        Job.name == "commerce.mailboxes.fetch",
        Job.subject_id.in_(mailbox_ids),
        Job.state.in_(("pending", "running")),
    )
    return set(session.scalars(found))
