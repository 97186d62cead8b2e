"""Background work of connections."""

import uuid

from flask_babel import force_locale

from app.commerce.channels.model import Channel
from app.commerce.connections import operations
from app.commerce.connections.queries import connection_of
from app.kernel import context
from app.kernel.db import session
from app.platform.jobs import job


@job("commerce.connections.check", retries=())
def check(channel_id, locale):
    """Try a shop's connection, in the language of whoever asked."""
    channel = session.get(Channel, (context.tenant_id(), uuid.UUID(channel_id)))
    if channel is not None:
        with force_locale(locale):
            operations.check(channel, connection_of(channel.id))
