"""Later answers: what became of a feed a mall worked on, and what a shop really holds (在庫差異)."""

import time

from sqlalchemy import select, text, update

from app.commerce.channels.model import Channel
from app.commerce.connections.accounts import client_of
from app.commerce.connections.queries import connection_of
from app.commerce.listings.model import Listing
from app.commerce.malls.accounts import ACCEPTED, REFUSED
from app.commerce.malls.failing import Refused, Unavailable
from app.commerce.telling import weighing
from app.commerce.telling.keys import key_of
from app.commerce.telling.model import StockRun, StockTelling
from app.commerce.telling.turns import in_turn
from app.kernel import clock, context
from app.kernel.db import session
from app.platform import jobs
from app.platform.audit import record

SLOW = {"amazon": 2_000}
"""So many listings are read back at most a night, where a mall answers for one at a time."""
_SEEN = text("""
    UPDATE stock_tellings t SET seen = n.seen, seen_wanted = t.told, seen_at = :at
    FROM unnest(CAST(:ids AS uuid[]), CAST(:seen AS bigint[])) AS n (id, seen)
    WHERE t.tenant_id = :tenant AND t.id = n.id
""")


def read_answer(run_id):
    """Read what a mall made of a feed; asked again later (Unavailable) while it is still at it."""
    run = session.get(StockRun, (context.tenant_id(), run_id))
    if run is None or not run.ticket or not run.keys:
        return
    channel, connection = (
        session.get(Channel, (context.tenant_id(), run.channel_id)),
        connection_of(run.channel_id),
    )
    with client_of(channel, connection, patience=20) as client:
        results = client.stock_outcome(run.ticket, run.keys)
    if any(one.code == "waiting" for one in results):
        raise Unavailable("slow", "stock_outcome")
    refused = [one for one in results if one.outcome == REFUSED]
    accepted = [one.key for one in results if one.outcome == ACCEPTED]
    answered = (StockTelling.ticket == run.ticket, StockTelling.state == "handed")
    session.execute(
        update(StockTelling).where(*answered, StockTelling.id.in_(accepted)).values(state="even", ticket="")
    )
    for one in refused:
        session.execute(
            update(StockTelling)
            .where(*answered, StockTelling.id == one.key)
            .values(state="refused", ticket="", code=one.code, said=one.said)
        )
    run.refused, run.told, run.keys = len(refused), len(accepted), []


def ask_to_read_back(channel):
    """Read back now what a shop holds, in the background."""
    record("stock.read_back_asked", label=channel.name)
    jobs.after_commit("commerce.telling.read_back", subject_id=channel.id, channel_id=channel.id)


def read_back(channel_id):
    """Read what a shop holds beside what it was told; then tell it everything anew, as once every night."""
    channel, connection = session.get(Channel, (context.tenant_id(), channel_id)), connection_of(channel_id)
    if connection is None or connection.stock_way != "api" or not in_turn(f"tell|{channel_id}", wait=True):
        return
    began, rows = time.monotonic(), _told(channel)
    keys = {key_of(channel.kind, row): row.id for row in rows}
    try:
        with client_of(channel, connection, patience=120) as client:
            held = client.read_stock([key for key in keys if key])
    except (Refused, Unavailable) as trouble:
        connection.stock_error, connection.stock_error_at = trouble.sentence, clock.now()
        return
    connection.read_back_at = clock.now()
    session.execute(
        _SEEN,
        {
            "tenant": context.tenant_id(),
            "at": clock.now(),
            "ids": list(keys.values()),
            "seen": [held.get(key) for key in keys],
        },
    )
    session.add(
        StockRun(
            channel_id=channel.id, way="read", at=clock.now(), told=0,
            milliseconds=round((time.monotonic() - began) * 1000),
        )
    )  # fmt: skip
    weighing.want_everything(channel_id)


def _told(channel):
    found = (
        select(StockTelling.id, StockTelling.shop_key, Listing.mall_code, Listing.mall_sku)
        .join(Listing, Listing.id == StockTelling.listing_id)
        .where(StockTelling.channel_id == channel.id, StockTelling.told.is_not(None))
        .order_by(StockTelling.seen_at.nulls_first(), StockTelling.id)
    )
    return session.execute(found.limit(SLOW.get(channel.kind, 1_000_000))).all()
