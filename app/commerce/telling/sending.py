"""Telling one shop what waits: one run at a time for each shop, what it takes is noted row by row."""

import datetime as dt
import time

from sqlalchemy import select, text

from app.commerce.channels.model import Channel
from app.commerce.connections.model import ShopConnection
from app.commerce.connections.queries import connection_of
from app.commerce.listings.model import Listing
from app.commerce.malls.accounts import ACCEPTED, REFUSED
from app.commerce.malls.failing import Refused, Unavailable
from app.commerce.telling.layouts import MOST
from app.commerce.telling.model import StockRun, StockTelling
from app.commerce.telling.turns import in_turn
from app.commerce.telling.ways import WAYS, Told
from app.kernel import clock, context, db, tenancy
from app.kernel.db import session
from app.kernel.ids import new_id
from app.platform import jobs

ROWS = 5_000
PAUSES = (5, 15, 30, 60, 120, 300)
"""Seconds a shop is left alone after so many failures in a row."""
GATHERED = {"amazon": 1.4}
"""Seconds between two feeds, in which further changes gather: a mall that takes few of them."""
FILES_EVERY = dt.timedelta(seconds=60)
ANSWERS_AFTER = dt.timedelta(seconds=30)
_NOTED = text("""
    UPDATE stock_tellings t SET
        told = n.told, told_at = CASE WHEN n.state IN ('even', 'handed') THEN :at ELSE t.told_at END,
        state = CASE WHEN n.state IN ('even', 'handed') AND t.wanted <> n.told THEN 'waiting' ELSE n.state END,
        waits_since = CASE WHEN n.state IN ('even', 'handed') THEN CASE WHEN t.wanted <> n.told THEN t.wanted_at END
            WHEN n.state = 'waiting' THEN coalesce(t.waits_since, t.wanted_at) END,
        attempts = CASE WHEN n.state = 'waiting' THEN t.attempts + 1 ELSE 0 END,
        code = n.code, said = n.said, ticket = n.ticket,
        shop_key = CASE WHEN n.shop_key <> '' THEN n.shop_key ELSE t.shop_key END
    FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:told AS bigint[]), CAST(:codes AS text[]),
        CAST(:said AS text[]), CAST(:tickets AS text[]), CAST(:keys AS text[]))
        AS n (id, state, told, code, said, ticket, shop_key)
    WHERE t.tenant_id = :tenant AND t.id = n.id
""")


def tell(channel_id):
    """Tell a shop what waits, and ask for another look when more has come meanwhile."""
    channel, connection = session.get(Channel, (context.tenant_id(), channel_id)), connection_of(channel_id)
    if channel is None or connection is None or connection.stock_way not in WAYS:
        return
    if not in_turn(f"tell|{channel_id}"):
        return  # whoever tells now looks again when they are done
    db.after_commit(_look_again, channel_id)
    session.refresh(connection)
    if connection.stock_resumes_at and connection.stock_resumes_at > clock.now():
        _later(connection)
        return
    _gather(channel, connection)
    if rows := waiting(channel_id, MOST.get(channel.kind, ROWS) if connection.stock_way == "drop" else ROWS):
        _tell(channel, connection, rows)


def waiting(channel_id, limit=ROWS):
    """Rows that wait to be told, the oldest change first, with the codes of their listings."""
    return session.execute(
        select(
            StockTelling.id, StockTelling.wanted, StockTelling.told, StockTelling.shop_key, StockTelling.waits_since,
            Listing.mall_code, Listing.mall_sku,
        )
        .join(Listing, Listing.id == StockTelling.listing_id)
        .where(StockTelling.channel_id == channel_id, StockTelling.state == "waiting")
        .order_by(StockTelling.waits_since, StockTelling.id)
        .limit(limit)
    ).all()  # fmt: skip


def _gather(channel, connection):
    """Wait a moment where a mall wants few and larger feeds: what changes meanwhile goes along."""
    pause, told_at = GATHERED.get(channel.kind, 0), connection.stock_told_at
    if connection.stock_way == "api" and pause and told_at:
        pace = float(connection.settings.get("pace", 1.0))
        time.sleep(max(0.0, pause * pace - (clock.now() - told_at).total_seconds()))


def _tell(channel, connection, rows):
    began, started, trouble = clock.now(), time.monotonic(), None
    try:
        done = WAYS[connection.stock_way](channel, connection, rows)
    except (Refused, Unavailable) as found:
        done, trouble = Told(), found
    run = StockRun(
        id=new_id(), channel_id=channel.id, way=connection.stock_way, at=began,
        told=0, refused=0, unknown=0,
        milliseconds=round((time.monotonic() - started) * 1000), ticket=done.ticket,
        keys=[str(one) for one in done.under_ticket], error=trouble.sentence if trouble else "",
    )  # fmt: skip
    session.add(run)
    _note(rows, done, run)
    _settle(connection, run, done, trouble)
    if done.ticket:
        jobs.at(clock.now() + ANSWERS_AFTER, "commerce.telling.read_answer", subject_id=run.id, run_id=run.id)


def _note(rows, done, run):
    """Write down what became of each row; what nobody knows of waits on."""
    now, ready = clock.now(), []
    for row in rows:
        result = done.outcomes.get(row.id)
        if result is None:
            continue
        state, told = _standing(row, result)
        run.told += state in ("even", "handed")
        run.refused += state == "refused"
        run.unknown += state == "waiting"
        if state in ("even", "handed"):
            delay = round((now - row.waits_since).total_seconds() * 1000)
            run.delay_ms = max(run.delay_ms or 0, delay, 0)
        ready.append((row.id, state, told, result.code, result.said, result.ticket if state == "handed" else "",
                      done.keys.get(row.id, "")))  # fmt: skip
    if ready:
        ready.sort(key=lambda one: one[0])
        names = ("ids", "states", "told", "codes", "said", "tickets", "keys")
        columns = dict(zip(names, (list(one) for one in zip(*ready, strict=True)), strict=True))
        session.execute(_NOTED, {"tenant": context.tenant_id(), "at": now, **columns})


def _standing(row, result):
    """The state of a row after what the shop said, and what it has been told now."""
    if result.outcome == ACCEPTED:
        return "even", row.wanted
    if result.outcome == REFUSED:
        return "refused", row.told
    return ("handed", row.wanted) if result.code == "waiting" else ("waiting", row.told)


def _settle(connection, run, done, trouble):
    """Leave the shop alone for a while when it failed; else it is well."""
    now = clock.now()
    if run.told:
        connection.stock_told_at = now
    if trouble is None and not run.unknown:
        connection.stock_failures, connection.stock_error = 0, ""
        connection.stock_resumes_at = now + FILES_EVERY if connection.stock_way == "drop" else None
        return
    pause = PAUSES[min(connection.stock_failures, len(PAUSES) - 1)]
    pause = max(pause, (trouble.after or 0) if trouble else 0)
    connection.stock_failures += 1
    connection.stock_error = run.error or _first_unknown(done)
    connection.stock_error_at, connection.stock_resumes_at = now, now + dt.timedelta(seconds=pause)
    _later(connection)


def _first_unknown(done):
    reason = next(
        (one.code for one in done.outcomes.values() if one.outcome == "unknown" and one.code != "waiting"), ""
    )
    return Unavailable(reason if reason in ("busy", "slow", "unreachable") else "failing", "stock").sentence


def _look_again(channel_ids):
    """After the commit, when the turn has been given back: whoever did not get it had something to tell."""
    waits = (
        select(StockTelling.id)
        .join(ShopConnection, ShopConnection.channel_id == StockTelling.channel_id)
        .where(
            StockTelling.state == "waiting",
            ShopConnection.stock_resumes_at.is_(None) | (ShopConnection.stock_resumes_at <= clock.now()),
        )
        .limit(1)
    )
    for channel_id in sorted(set(channel_ids)):
        with tenancy.apart(context.tenant_id()):
            found = session.scalar(waits.where(StockTelling.channel_id == channel_id))
        if found:
            jobs.once("commerce.telling.tell", subject_id=channel_id, channel_id=channel_id)


def _later(connection):
    """One job for when the shop may be told again."""
    channel_id, name, moment = connection.channel_id, "commerce.telling.tell", connection.stock_resumes_at
    planned = (jobs.Job.name == name, jobs.Job.subject_id == channel_id, jobs.Job.state == "pending")
    if not session.scalar(select(jobs.Job.id).where(*planned, jobs.Job.due_at > clock.now()).limit(1)):
        jobs.at(moment, name, subject_id=channel_id, channel_id=channel_id)
