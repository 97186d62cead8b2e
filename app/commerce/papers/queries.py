"""Slips, batches and shops as the pages of papers need them."""

from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.papers.model import PaperBatch, ReceiptIssue
from app.commerce.slips.model import Slip
from app.kernel.db import session
from app.kernel.errors import Missing


def slips():
    """All slips within reach."""
    return select(Slip)


def batches():
    """All batches of the tenant."""
    return select(PaperBatch)


def channels():
    """Shops in use, by code."""
    return select(Channel).where(Channel.state == "active").order_by(Channel.code, Channel.id)


def latest_slip(channel_id, *, gift=None):
    """Id of the newest slip of a shop with a fixed amount, for a preview; None before the first order.

    `gift`: only gifts, or only own purchases.
    """
    found = select(Slip.id).where(Slip.channel_id == channel_id)
    found = found.where(Slip.total.is_not(None)) if gift is None else found.where(Slip.gift.is_(gift))
    return session.scalar(found.order_by(Slip.ordered_at.desc(), Slip.id.desc()).limit(1))


def receipt(order_id, number):
    """The receipt of an order with that number. Raises Missing."""
    found = select(ReceiptIssue).where(ReceiptIssue.order_id == order_id, ReceiptIssue.number == number)
    row = session.scalars(found).one_or_none()
    if row is None:
        raise Missing
    return row
