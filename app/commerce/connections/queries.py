"""Shops, and how we speak with them."""

import datetime as dt

from sqlalchemy import and_, select

from app.commerce.channels.model import Channel, ChannelCredential
from app.commerce.connections.model import ShopConnection
from app.commerce.connections.needs import MALLS
from app.kernel import clock
from app.kernel.db import session
from app.platform import jobs

WARNED_DAYS = 14


def shops():
    """Shops in use whose mall has an interface, by code."""
    return (
        select(Channel)
        .where(Channel.state == "active", Channel.kind.in_(MALLS))
        .order_by(Channel.code, Channel.id)
    )


def with_connections():
    """`[(Channel, ShopConnection or None)]` of all such shops."""
    joined = and_(ShopConnection.channel_id == Channel.id, ShopConnection.tenant_id == Channel.tenant_id)
    found = shops().add_columns(ShopConnection).outerjoin(ShopConnection, joined)
    return [tuple(row) for row in session.execute(found)]


def connection_of(channel_id):
    """The ShopConnection of a shop, or None."""
    return session.scalars(
        select(ShopConnection).where(ShopConnection.channel_id == channel_id)
    ).one_or_none()


def switched_on(*conditions):
    """Select of `(Channel, ShopConnection)` of shops in use for which the conditions hold."""
    return (
        select(Channel, ShopConnection)
        .join(ShopConnection, ShopConnection.channel_id == Channel.id)
        .where(Channel.state == "active", *conditions)
        .order_by(Channel.code, Channel.id)
    )


def credentials():
    """`{(channel id, service): (expires_on, changed_at)}` of everything that is kept; never the secrets."""
    columns = (ChannelCredential.channel_id, ChannelCredential.service)
    rows = session.execute(select(*columns, ChannelCredential.expires_on, ChannelCredential.changed_at))
    return {(channel_id, service): (expires, changed) for channel_id, service, expires, changed in rows}


def ending(within=WARNED_DAYS):
    """`[(Channel, ChannelCredential.expires_on)]` of secrets that end within so many days, or have ended."""
    last = clock.today() + dt.timedelta(days=within)
    found = (
        select(Channel, ChannelCredential.expires_on)
        .join(ChannelCredential, ChannelCredential.channel_id == Channel.id)
        .where(Channel.state == "active", ChannelCredential.expires_on <= last)
        .order_by(ChannelCredential.expires_on, Channel.code, Channel.id)
    )
    return session.execute(found).all()


def being_checked(connection):
    """Whether trying the connection is under way."""
    return jobs.under_way(connection.id)
