"""Telling a shop about parcels on their way: every slip once, bundled ones with the number of their parcel."""

import datetime as dt
import uuid
from collections import defaultdict

from sqlalchemy import select, update

from app.commerce.channels.model import Channel
from app.commerce.connections.accounts import client_of
from app.commerce.connections.queries import connection_of
from app.commerce.malls.accounts import ACCEPTED, REFUSED, Parcel
from app.commerce.malls.failing import Refused, Unavailable
from app.commerce.notices import queries as notices
from app.commerce.notices.model import ShipmentNotice
from app.commerce.notices.operations import mark_failed, mark_sent, prepare
from app.commerce.notices.telling import told_of
from app.commerce.reporting.model import ShipmentFeed
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import move
from app.commerce.slips.statuses import DONE, SHIPPED
from app.commerce.telling.turns import in_turn
from app.kernel import clock, context
from app.kernel.db import session
from app.platform import jobs
from app.platform.audit import record

MOST = 500
ANSWERS_AFTER = dt.timedelta(minutes=2)


def report(channel_id):
    """Tell a shop what it does not know yet. Returns how many slips it knows of now."""
    channel, connection = session.get(Channel, (context.tenant_id(), channel_id)), connection_of(channel_id)
    if (
        channel is None
        or connection is None
        or not connection.notices_on
        or not in_turn(f"report|{channel_id}")
    ):
        return 0
    prepare(session.scalars(notices.untold(channel).limit(MOST)).all(), channel, way="api")
    waiting = _waiting(channel)
    shipments, places = _shipments(channel, waiting)
    if not shipments:
        return 0
    try:
        with client_of(channel, _quick(connection), patience=60) as client:
            results = client.tell_shipments(shipments)
        connection.notices_error = ""
    except (Refused, Unavailable) as trouble:
        connection.notices_error = trouble.sentence
        return 0
    outcomes = defaultdict(list)
    for number, _parcels in shipments:
        for notice_id, result in zip(places[number], results[number], strict=True):
            outcomes[notice_id].append(result)
    _keep_feed(channel, outcomes)
    return _settle(connection, outcomes)


class _quick:  # noqa: N801 -- reads like the function it stands for
    """A connection whose feeds are not waited for: their answers are read later."""

    def __init__(self, connection):
        self.settings = {**connection.settings, "feed_wait": 0}


def _waiting(channel):
    """Pending notices of a shop that are not in a feed the mall still works on."""
    open_feeds = select(ShipmentFeed.parcels).where(
        ShipmentFeed.channel_id == channel.id, ShipmentFeed.answered_at.is_(None)
    )
    fed = {uuid.UUID(notice_id) for parcels in session.scalars(open_feeds) for notice_id, _number in parcels}
    found = (
        select(ShipmentNotice)
        .where(
            ShipmentNotice.channel_id == channel.id,
            ShipmentNotice.way == "api",
            ShipmentNotice.state == "pending",
        )
        .order_by(ShipmentNotice.created_at, ShipmentNotice.id)
        .limit(MOST)
    )
    return [one for one in session.scalars(found) if one.id not in fed]


def _shipments(channel, waiting):
    """`[(order number, parcels)]` for the client, and for each order the notice of each parcel."""
    told = told_of([one.slip_id for one in waiting], channel.kind)
    parcels, places = defaultdict(list), defaultdict(list)
    for notice in waiting:
        one = told.get(notice.slip_id)
        if one is None:
            continue
        for parcel in _parcels(channel.kind, one):
            parcels[one.order_number].append(parcel)
            places[one.order_number].append(notice.id)
    return list(parcels.items()), places


def _parcels(kind, told):
    """The parcels of a slip. Amazon is told line by line, with the first number."""
    if kind == "amazon":
        carrier = told.amazon_code or told.carrier
        return [
            Parcel(carrier, told.numbers[0], told.shipped_on, part=key, quantity=pieces, method=told.service)
            for key, pieces in told.lines
        ]
    method = told.method if kind == "yahoo" else ""
    part = told.key if kind == "rakuten" else ""
    return [
        Parcel(told.carrier, number, told.shipped_on, part=part, method=method) for number in told.numbers
    ]


def _keep_feed(channel, outcomes):
    """Where the mall works on it for a while, its answer is read later."""
    parcels, ticket = [], ""
    for notice_id, results in outcomes.items():
        for one in results:
            if one.ticket and one.code == "waiting":
                ticket = one.ticket
                parcels.append([str(notice_id), one.key])
    if ticket:
        feed = ShipmentFeed(channel_id=channel.id, ticket=ticket, parcels=parcels)
        session.add(feed)
        session.flush()
        jobs.at(
            clock.now() + ANSWERS_AFTER, "commerce.reporting.read_answer", subject_id=feed.id, feed_id=feed.id
        )


def read_answer(feed_id):
    """Read what became of a feed; asked again later (Unavailable) while the mall is still at it."""
    feed = session.get(ShipmentFeed, (context.tenant_id(), feed_id))
    if feed is None or feed.answered_at:
        return
    channel, connection = (
        session.get(Channel, (context.tenant_id(), feed.channel_id)),
        connection_of(feed.channel_id),
    )
    with client_of(channel, connection, patience=20) as client:
        results = client.shipment_outcome(feed.ticket, [number for _notice_id, number in feed.parcels])
    if any(one.code == "waiting" for one in results):
        raise Unavailable("slow", "shipment_outcome")
    outcomes = defaultdict(list)
    for (notice_id, _number), result in zip(feed.parcels, results, strict=True):
        outcomes[uuid.UUID(notice_id)].append(result)
    feed.answered_at = clock.now()
    _settle(connection, outcomes)


def _settle(connection, outcomes):
    """Mark notices as sent or failed; what nobody knows of stays pending and is told again."""
    sent, failed = [], defaultdict(list)
    for notice_id, results in outcomes.items():
        refusals = [one for one in results if one.outcome == REFUSED and one.code != "too many"]
        if refusals:
            failed[f"{refusals[0].code} {refusals[0].said}".strip()].append(notice_id)
        elif any(one.outcome == ACCEPTED for one in results) and all(
            one.outcome != "unknown" for one in results
        ):
            sent.append(notice_id)
    if sent:
        mark_sent(sent)
        if connection.done_when_told:
            _finish(sent)
    for said, some in failed.items():
        mark_failed(some, said)
    return len(sent)


def _finish(notice_ids):
    """Slips whose shop knows of them are finished."""
    told = select(ShipmentNotice.slip_id).where(ShipmentNotice.id.in_(notice_ids))
    led = select(Slip.id).where(Slip.id.in_(told), Slip.status == SHIPPED, Slip.carried_by_id.is_(None))
    ids = session.scalars(led.order_by(Slip.id)).all()
    if ids:
        move(ids, DONE, why="told")


def tell_refused_again(channel):
    """Let notices that the shop refused wait again, and tell them. Returns how many."""
    again = session.execute(
        update(ShipmentNotice)
        .where(
            ShipmentNotice.channel_id == channel.id,
            ShipmentNotice.way == "api",
            ShipmentNotice.state == "failed",
        )
        .values(state="pending", error="", version=ShipmentNotice.version + 1)
    ).rowcount
    record("notice.told_again", label=channel.name, notices=again)
    jobs.after_commit("commerce.reporting.report", subject_id=channel.id, channel_id=channel.id)
    return again
