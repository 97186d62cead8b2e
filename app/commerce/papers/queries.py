"""Slips, batches and shops as the pages of papers need them."""

from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.papers.model import PaperBatch
from app.commerce.slips.model import Slip
from app.kernel.db import session


def slips():
    """All slips within reach."""
    return select(Slip)


def batches():
    """All batches of the tenant."""
    return select(PaperBatch)


def channels():
    """Shops in use, by code."""
    return select(Channel).where(Channel.state == "active").order_by(Channel.code, Channel.id)


def latest_slip(channel_id):
    """Id of the newest slip of a shop, for a preview; None before the first order."""
    found = select(Slip.id).where(Slip.channel_id == channel_id)
    return session.scalar(found.order_by(Slip.ordered_at.desc(), Slip.id.desc()).limit(1))
