"""A shop's own mail servers: the one its mails leave by, and the mailbox where returned mails arrive.

Kept sealed in `channel_credentials`, services `smtp` and `imap`: host, port, security (none, starttls, tls), user,
password; for the mailbox its folder too.
"""

from urllib.parse import quote

from sqlalchemy import delete, select

from app.commerce.channels.model import ChannelCredential
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import id_of
from app.platform.audit import record

SMTP, IMAP = "smtp", "imap"
SECURITIES = ("tls", "starttls", "none")
_SCHEMES = {"tls": "smtps", "starttls": "smtp+starttls", "none": "smtp"}


def held(channel_id, service):
    """What is kept for a service of a shop (a dict), or None."""
    found = select(ChannelCredential.secrets).where(
        ChannelCredential.channel_id == channel_id, ChannelCredential.service == service
    )
    return session.scalars(found).one_or_none()


def has_server(channel_id):
    """Whether the shop sends by its own server."""
    return held(channel_id, SMTP) is not None


def url_of(channel_id):
    """`smtp+starttls://user:password@host:port` of the shop's own server, or None."""
    kept = held(id_of(str(channel_id)), SMTP)
    if kept is None:
        return None
    user = f"{quote(kept['user'], safe='')}:{quote(kept['password'], safe='')}@" if kept.get("user") else ""
    return f"{_SCHEMES[kept['security']]}://{user}{kept['host']}:{kept['port']}"


def keep(channel, service, values):
    """Keep how a server is spoken to. Without a password the kept one stays; without a host all is forgotten."""
    if not values.get("host"):
        session.execute(
            delete(ChannelCredential).where(
                ChannelCredential.channel_id == channel.id, ChannelCredential.service == service
            )
        )
        record("channel.mail_server_removed", channel, label=channel.name, service=service)
        return
    if values["security"] not in SECURITIES:
        raise Rejected("Please choose one of the offered values.", "security")
    row = session.scalars(
        select(ChannelCredential).where(
            ChannelCredential.channel_id == channel.id, ChannelCredential.service == service
        )
    ).one_or_none()
    if row is None:
        row = ChannelCredential(channel_id=channel.id, service=service, secrets={}, version=0)
        session.add(row)
    password = values.get("password") or (row.secrets or {}).get("password", "")
    row.secrets = {**values, "password": password}
    row.version, row.changed_at = row.version + 1, clock.now()
    record("channel.mail_server_kept", channel, label=channel.name, service=service)
