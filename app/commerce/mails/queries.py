"""What the screens of mails show."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.commerce.channels.model import Channel
from app.commerce.customers.model import CustomerRank
from app.commerce.mails.model import MailBatch, MailSentence, MailTemplate, OrderMail
from app.commerce.slips.model import Slip
from app.kernel.db import session


def templates():
    """Templates in use, each with its shop and rank."""
    return (
        select(MailTemplate)
        .where(MailTemplate.retired_at.is_(None))
        .options(joinedload(MailTemplate.channel), joinedload(MailTemplate.rank))
        .order_by(MailTemplate.kind, MailTemplate.name, MailTemplate.id)
    )


def sentences():
    """All sentences, in the order in which they stand."""
    return select(MailSentence).order_by(MailSentence.spot, MailSentence.position, MailSentence.id)


def mails(state="", kind="", label=""):
    """Mails about orders, narrowed by state, kind, and the beginning of an order number."""
    found = select(OrderMail)
    if state:
        found = found.where(OrderMail.state == state)
    if kind:
        found = found.where(OrderMail.kind == kind)
    if label:
        found = found.where(OrderMail.label.bool_op("^@")(label))
    return found


def mails_of(order_id):
    """Mails about one order, newest first; without what they say."""
    return session.scalars(
        select(OrderMail)
        .where(OrderMail.order_id == order_id)
        .order_by(OrderMail.created_at.desc(), OrderMail.id)
    ).all()


def batches():
    """Mails to many, as batches."""
    return select(MailBatch)


def channels():
    """Shops in use."""
    return select(Channel).where(Channel.state == "active").order_by(Channel.code, Channel.id)


def channel_choices():
    """`[(id, name)]` of shops."""
    return [(str(one.id), one.name) for one in session.scalars(channels())]


def rank_choices():
    """`[(id, name)]` of ranks, from the lowest."""
    found = select(CustomerRank).order_by(CustomerRank.from_count, CustomerRank.id)
    return [(str(one.id), one.name) for one in session.scalars(found)]


def slips():
    """Slips by id."""
    return select(Slip)


def slip_of_number(number):
    """A slip of the order with that number, the newest order first; without a number the newest slip. None for none."""
    found = select(Slip).order_by(Slip.ordered_at.desc(), Slip.slip_no).limit(1)
    if number.strip():
        found = found.where(Slip.order_number == number.strip())
    return session.scalars(found).first()
