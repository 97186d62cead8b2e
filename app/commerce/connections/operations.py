"""Setting up how we speak with a shop, and trying whether it works."""

import datetime as dt

from sqlalchemy import select

from app.commerce.channels.model import ChannelCredential
from app.commerce.connections import accounts, queries
from app.commerce.connections.model import ShopConnection
from app.commerce.connections.needs import API, MALLS
from app.commerce.malls import dropping
from app.commerce.malls.accounts import Checked
from app.commerce.malls.failing import Refused, Unavailable
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.events import publish
from app.platform import jobs
from app.platform.audit import record

SWITCHES = ("stock_way", "orders_on", "orders_minutes", "notices_on", "done_when_told")


def connected(channel):
    """The ShopConnection of a shop; a new one, with everything off, when there is none."""
    found = queries.connection_of(channel.id)
    if found is None:
        found = unconnected(channel)
        session.add(found)
        session.flush()
    return found


def unconnected(channel):
    """What a shop looks like before anything was set up; not kept."""
    return ShopConnection(
        channel_id=channel.id, settings={}, stock_way="off", stock_failures=0, stock_error="", orders_on=False,
        orders_minutes=10, orders_error="", notices_on=False, done_when_told=True, notices_error="", checked_said="",
        version=0, changed_at=clock.now(),
    )  # fmt: skip


def set_up(channel, switches, settings, *, version=None):
    """Switch ways on and off (SWITCHES) and set what the client needs. Returns the ShopConnection.

    Raises Conflict when somebody else changed it since `version`, Rejected for a way that lacks what it needs.
    """
    connection = connected(channel)
    if version is not None and version != connection.version:
        raise Conflict("Somebody else has just changed this shop's connection. Please reload the page.")
    _check(channel, switches, settings)
    before = {name: getattr(connection, name) for name in SWITCHES}
    merged = {**connection.settings, **settings}
    changed = sorted(name for name in merged if merged[name] != connection.settings.get(name))
    for name, value in switches.items():
        setattr(connection, name, value)
    if switches["orders_on"] and connection.orders_since is None:
        connection.orders_since = clock.now() - dt.timedelta(days=1)
    connection.settings, connection.version, connection.changed_at = (
        merged,
        connection.version + 1,
        clock.now(),
    )
    connection.stock_resumes_at, connection.stock_failures = None, 0
    changes = {one: [before[one], switches[one]] for one in SWITCHES if before[one] != switches[one]}
    record("connection.changed", connection, label=channel.name, changes=changes, settings=changed)
    publish("connection.changed", channel_id=channel.id, connection=connection)
    return connection


def _check(channel, switches, settings):
    way = switches["stock_way"]
    if way == "drop" and not (settings.get("drop_host") and settings.get("drop_user")):
        raise Rejected("Enter the server and the user name of the place for files.", "drop_host")
    if way == "api" and channel.kind == "shopify" and not settings.get("location"):
        raise Rejected("Enter the location whose stock is told.", "location")
    needs_api = way == "api" or switches["orders_on"] or switches["notices_on"]
    if needs_api and not accounts.secrets_of(channel.id, API):
        raise Rejected("Enter the credentials of the interface first.", "stock_way")
    if needs_api and MALLS[channel.kind].account and not channel.account:
        raise Rejected("Enter the account of the shop on its own page first.", "stock_way")


def keep_secrets(channel, service, given, expires_on=None):
    """Seal secrets; those left blank stay as they were. They are never shown again. Returns whether any was given."""
    given = {name: value for name, value in given.items() if value}
    held = session.scalars(
        select(ChannelCredential).where(
            ChannelCredential.channel_id == channel.id, ChannelCredential.service == service
        )
    ).one_or_none()
    if not given and (held is None or held.expires_on == expires_on):
        return False
    merged = {**(held.secrets if held else {}), **given}
    if service == API:
        _complete(channel, merged)
        if given:
            merged |= {name: None for name in ("access_token", "expires_at") if "refresh_token" in merged}
            merged = {name: value for name, value in merged.items() if value is not None}
    if held is None:
        held = ChannelCredential(channel_id=channel.id, service=service, version=0)
        session.add(held)
    held.secrets, held.version, held.changed_at = merged, (held.version or 0) + 1, clock.now()
    held.expires_on = expires_on or (_usual_end(channel, service) if given else held.expires_on)
    session.flush()
    record("connection.secrets_kept", label=channel.name, service=service, names=sorted(given))
    return True


def _complete(channel, secrets):
    for need in MALLS[channel.kind].secrets:
        if need.needed and not secrets.get(need.name):
            raise Rejected("This is needed.", need.name)


def _usual_end(channel, service):
    lives = MALLS[channel.kind].lives if service == API else 0
    return clock.today() + dt.timedelta(days=lives) if lives else None


def forget_secrets(channel):
    """Throw away everything that proves who we are, and switch all ways off."""
    for held in session.scalars(select(ChannelCredential).where(ChannelCredential.channel_id == channel.id)):
        session.delete(held)
    connection = connected(channel)
    connection.stock_way, connection.orders_on, connection.notices_on = "off", False, False
    connection.version += 1
    connection.checked_at = connection.checked_fine = None
    connection.checked_said = ""
    record("connection.secrets_forgotten", connection, label=channel.name)


def ask_for_check(channel):
    """Try the connection in the background."""
    connection = connected(channel)
    connection.checked_at, connection.checked_fine, connection.checked_said = None, None, ""
    record("connection.checked", connection, label=channel.name)
    return jobs.after_commit(
        "commerce.connections.check",
        subject_id=connection.id,
        channel_id=channel.id,
        locale=context.actor().locale,
    )


def check(channel, connection):
    """Try the interface, and the place for files where one is set up; the outcome stays on the connection."""
    said = []
    if accounts.secrets_of(channel.id, API):
        with accounts.client_of(channel, connection, patience=20, timeout=10) as client:
            checked = client.check()
        said.append(checked)
        if checked.ends_at:
            _note_end(channel, checked.ends_at)
    if connection.settings.get("drop_host"):
        said.append(_check_drop(channel, connection))
    connection.checked_at = clock.now()
    connection.checked_fine = bool(said) and all(one.fine for one in said)
    connection.checked_said = " ".join(dict.fromkeys(one.sentence for one in said))


def _check_drop(channel, connection):
    drop = accounts.drop_of(channel, connection)
    if drop.kind == "sftp" and not drop.host_key:
        try:
            return Checked(False, dropping.fingerprint(drop))
        except (Refused, Unavailable) as trouble:
            return Checked(False, trouble.sentence)
    return dropping.check(drop)


def _note_end(channel, ends_at):
    held = session.scalars(
        select(ChannelCredential).where(
            ChannelCredential.channel_id == channel.id, ChannelCredential.service == API
        )
    ).one()
    held.expires_on = ends_at.astimezone(clock.JST).date()
