"""Asking a shop for its orders and taking them in; what does not come in is listed with its reason."""

import datetime as dt
import time

from sqlalchemy import delete

from app.commerce.channels.model import Channel
from app.commerce.connections.accounts import client_of
from app.commerce.connections.queries import connection_of
from app.commerce.fetching.model import OrderFetch
from app.commerce.intake.cells import BadCell
from app.commerce.intake.documents import number_of, order_of
from app.commerce.intake.formats import Options
from app.commerce.intake.refused import REASONS
from app.commerce.intake.taking import take
from app.commerce.malls.accounts import ACCEPTED
from app.commerce.malls.failing import Refused, Unavailable
from app.commerce.telling.turns import in_turn
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.platform import jobs
from app.platform.audit import record

OVERLAP = {"rakuten": dt.timedelta(days=3), "yahoo": dt.timedelta(days=1)}
"""How far back is asked again where a mall cannot be asked for what changed: cancellations are found so."""
USUAL_OVERLAP = dt.timedelta(minutes=10)
DEEP = dt.timedelta(days=30)
"""Once a night, malls of OVERLAP are asked for so long."""
PROBLEMS, KEPT = 100, dt.timedelta(days=30)


def ask_to_fetch(channel):
    """Fetch a shop's orders now, in the background. Raises Rejected when it is switched off."""
    connection = connection_of(channel.id)
    if connection is None or not connection.orders_on:
        raise Rejected("Orders of this shop are not fetched. Switch it on first.")
    record("orders.fetch_asked", label=channel.name)
    jobs.after_commit("commerce.fetching.fetch", subject_id=channel.id, channel_id=channel.id)


def fetch(channel_id):
    """Fetch what is new or changed in a shop and take it in. Returns the OrderFetch, or None."""
    channel, connection = session.get(Channel, (context.tenant_id(), channel_id)), connection_of(channel_id)
    if (
        channel is None
        or connection is None
        or not connection.orders_on
        or not in_turn(f"fetch|{channel_id}")
    ):
        return None
    began, started = clock.now(), time.monotonic()
    since = _since(channel, connection, began)
    done = OrderFetch(channel_id=channel.id, at=began, since=since, problems=[], error="", milliseconds=0)
    session.add(done)
    try:
        with client_of(channel, connection, patience=120) as client:
            orders, done.problems = _read(channel, connection, client, since)
            taken = take(channel, orders)
            _count(done, taken)
            done.problems += _confirm(connection, client, taken.new)
        connection.orders_since, connection.orders_error = began, ""
    except (Refused, Unavailable) as trouble:
        done.error = connection.orders_error = trouble.sentence
    done.problems = done.problems[:PROBLEMS]
    connection.orders_asked_at = began
    session.execute(
        delete(OrderFetch).where(OrderFetch.channel_id == channel.id, OrderFetch.at < began - KEPT)
    )
    done.milliseconds = round((time.monotonic() - started) * 1000)
    return done


def _since(channel, connection, now):
    """From when on to ask: all that came since the last time, and some of what was known then."""
    overlap = OVERLAP.get(channel.kind, USUAL_OVERLAP)
    if channel.kind in OVERLAP and _first_of_the_night(connection, now):
        overlap = DEEP
    return min((connection.orders_since or now), now) - overlap


def _first_of_the_night(connection, now):
    asked, local = connection.orders_asked_at, now.astimezone(clock.JST)
    return local.hour == 3 and asked is not None and asked.astimezone(clock.JST).hour != 3


def _read(channel, connection, client, since):
    """`(IncomingOrders, problems)` of the documents the shop gives."""
    options, orders, problems = _options(channel, connection), [], []
    for document in client.orders_since(since):
        try:
            orders.append(order_of(channel.kind, document, options))
        except BadCell as bad:
            problems.append(
                _problem(number_of(channel.kind, document), translate(REASONS.get(bad.code, bad.code)))
            )
    problems += [
        _problem(one.key, translate("The shop named this order and did not give it."))
        for one in client.unread
    ]
    return orders, problems


def _options(channel, connection):
    return Options(account=channel.account, line_price=channel.line_price)


def _problem(number, reason):
    return {"number": number, "reason": reason}


def _count(done, taken):
    done.new, done.changed, done.unchanged = len(taken.new), len(taken.changed), len(taken.unchanged)
    done.alerts = taken.alerts
    done.problems = done.problems + [_problem(number, said) for number, said in taken.refused.items()]


def _confirm(connection, client, new):
    """Confirm new orders at the mall, where this is switched on; what it refuses is a problem."""
    if not (connection.settings.get("confirm") or connection.settings.get("store_status")):
        return []
    results = [client.confirm(number) for number in new]
    said = translate("The shop did not take the confirmation.")
    return [_problem(one.key, said) for one in results if one.outcome != ACCEPTED]
