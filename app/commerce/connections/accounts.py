"""From what is kept about a shop to the account its client speaks for. Renewed tokens are kept at once."""

import json

from sqlalchemy import select, update

from app.commerce.channels.model import ChannelCredential
from app.commerce.connections.needs import API, DROP
from app.commerce.malls import opening
from app.commerce.malls.accounts import Account
from app.commerce.malls.drops import Drop
from app.commerce.malls.failing import Unauthorised
from app.kernel import clock, context, tenancy
from app.kernel.db import session


def secrets_of(channel_id, service):
    """The secrets kept for a service, `{}` when there are none."""
    found = select(ChannelCredential.secrets).where(
        ChannelCredential.channel_id == channel_id, ChannelCredential.service == service
    )
    return session.scalar(found) or {}


def account_of(channel, connection):
    """The Account of a shop. Raises Unauthorised when nothing was entered yet."""
    tenant_id = context.tenant_id()
    settings = dict(connection.settings) if connection else {}
    secrets = secrets_of(channel.id, API)
    if not secrets:
        raise Unauthorised("credentials", "account")
    known = opening.MALLS[channel.kind][1]

    def keep(renewed):
        with tenancy.apart(tenant_id) as own:
            own.execute(
                update(ChannelCredential)
                .where(
                    ChannelCredential.tenant_id == tenant_id,
                    ChannelCredential.channel_id == channel.id,
                    ChannelCredential.service == API,
                )
                .values(
                    secrets=_plain(renewed), version=ChannelCredential.version + 1, changed_at=clock.now()
                )
            )

    def recall():
        with tenancy.apart(tenant_id):
            return _credentials(known, secrets_of(channel.id, API))

    return Account(
        key=f"{tenant_id}|{channel.id}",
        seller=channel.account,
        credentials=_credentials(known, secrets),
        base_url=settings.get("base_url", ""),
        token_url=settings.get("token_url", ""),
        settings=settings,
        pace=float(settings.get("pace", 1.0)),
        keep=keep,
        recall=recall,
    )


def client_of(channel, connection, **patience):
    """The client of a shop, to be used as a context."""
    return opening.client(channel.kind, account_of(channel, connection), **patience)


def drop_of(channel, connection):
    """Where files of a shop are handed over."""
    said = connection.settings
    secrets = secrets_of(channel.id, DROP)
    return Drop(
        kind=said.get("drop_kind") or "sftp",
        host=said.get("drop_host", ""),
        user=said.get("drop_user", ""),
        password=secrets.get("password", ""),
        port=int(said.get("drop_port") or 0),
        folder=said.get("drop_folder") or ".",
        host_key=said.get("drop_host_key", ""),
        private_key=secrets.get("private_key", ""),
        authority=said.get("drop_authority", ""),
    )


def _plain(credentials):
    return json.loads(credentials.packed())


def _credentials(known, secrets):
    return known.unpacked(json.dumps(secrets))
