"""The last times orders were fetched."""

from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.fetching.model import OrderFetch
from app.kernel.db import session


def latest(channel_id, count=10):
    """The last OrderFetches of a shop, the newest first."""
    found = select(OrderFetch).where(OrderFetch.channel_id == channel_id)
    return session.scalars(found.order_by(OrderFetch.at.desc(), OrderFetch.id).limit(count)).all()


def latest_of_all(count=50):
    """`(OrderFetch, name of the shop)` of all shops, the newest first."""
    found = select(OrderFetch, Channel.name).join(Channel, Channel.id == OrderFetch.channel_id)
    return session.execute(found.order_by(OrderFetch.at.desc(), OrderFetch.id).limit(count)).all()
