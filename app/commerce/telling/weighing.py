"""What each listing should show now: worked out for what changed, or for everything; what differs waits to be told."""

import datetime as dt
from collections import defaultdict

from sqlalchemy import delete, select, text

from app.commerce.connections.model import ShopConnection
from app.commerce.connections.queries import switched_on
from app.commerce.listings.model import Listing
from app.commerce.stock.queries import rules_for
from app.commerce.telling.counting import left_of, offered
from app.commerce.telling.model import StockRun
from app.commerce.telling.turns import in_turn
from app.kernel import clock, context, db
from app.kernel.db import session
from app.masters.product_sets.queries import below, containing
from app.platform import jobs

CHUNK = 2_000
KEPT = dt.timedelta(days=14)
"""How long runs are kept."""
_TAKEN = text("DELETE FROM stock_changes WHERE tenant_id = :tenant RETURNING product_id, at")
_WEIGHED = text("""
    INSERT INTO stock_tellings AS t (tenant_id, id, channel_id, listing_id, shop_key, wanted, wanted_at, state,
        waits_since, attempts, code, said, ticket)
    SELECT :tenant, gen_random_uuid(), n.channel_id, n.listing_id, '', n.wanted, :at, 'waiting', :at, 0, '', '', ''
    FROM unnest(CAST(:channels AS uuid[]), CAST(:listings AS uuid[]), CAST(:wanted AS bigint[]))
        AS n (channel_id, listing_id, wanted)
    ON CONFLICT (tenant_id, listing_id) DO UPDATE SET
        wanted = excluded.wanted, wanted_at = excluded.wanted_at, ticket = '', attempts = 0, code = '', said = '',
        state = CASE WHEN t.told = excluded.wanted AND t.state IN ('even', 'waiting') THEN 'even' ELSE 'waiting' END,
        waits_since = CASE WHEN t.told = excluded.wanted AND t.state IN ('even', 'waiting') THEN NULL
            ELSE coalesce(t.waits_since, excluded.wanted_at) END
    WHERE t.wanted <> excluded.wanted
    RETURNING t.channel_id, t.state
""")


def weigh(*, everything=False):
    """Work out what listings should show. Shops with something to tell get a job after the commit.

    `everything`: all listings of all shops that are told, not only those whose products changed.
    """
    in_turn(f"weigh|{context.tenant_id()}", wait=True)  # who reads the older figures must not write last
    changes = dict(session.execute(_TAKEN, {"tenant": context.tenant_id()}).all())
    shops = {channel.id: connection for channel, connection in session.execute(_told_shops())}
    if not shops or not (everything or changes):
        return
    since = min(changes.values(), default=clock.now())
    touched = None if everything else _touched(changes)
    waiting = set()
    for listings in _listings(shops, touched):
        waiting |= _weigh(listings, since)
    if everything:
        session.execute(delete(StockRun).where(StockRun.at < clock.now() - KEPT))
        for connection in shops.values():
            connection.compared_at = clock.now()
    ring(waiting)


def ring(channel_ids):
    """Ask for telling these shops as soon as the present transaction is committed."""
    for channel_id in channel_ids:
        db.after_commit(_rung, channel_id)


def _rung(channel_ids):
    for channel_id in sorted(set(channel_ids)):
        jobs.once("commerce.telling.tell", subject_id=channel_id, channel_id=channel_id)


def _told_shops():
    return switched_on(ShopConnection.stock_way != "off")


def _touched(changes):
    """The products, what is in them, and every set that shares one of those parts."""
    products = set(changes) | below(changes)
    return products | containing(products)


def _listings(channel_ids, product_ids):
    """Listings that a number can be told of, in chunks: those that hold for all options of a code."""
    found = select(Listing.id, Listing.channel_id, Listing.product_id, Listing.factor).where(
        Listing.channel_id.in_(channel_ids), Listing.options == ""
    )
    if product_ids is not None:
        found = found.where(Listing.product_id.in_(product_ids))
    rows = session.execute(found.order_by(Listing.product_id, Listing.id)).all()
    for at in range(0, len(rows), CHUNK):
        yield rows[at : at + CHUNK]


def _weigh(listings, since):
    """Keep what these listings should show; ids of the shops where something waits."""
    left, by_shop = left_of({one.product_id for one in listings}), defaultdict(list)
    for one in listings:
        by_shop[one.channel_id].append(one)
    rows = []
    for channel_id, some in by_shop.items():
        rules = rules_for({one.product_id for one in some}, channel_id)
        rows += [
            (channel_id, one.id, offered(left[one.product_id], rules.get(one.product_id), one.factor))
            for one in some
        ]
    rows.sort(key=lambda row: row[1])  # whoever weighs at the same time locks in the same order
    channels, ids, wanted = (list(column) for column in zip(*rows, strict=True))
    asked = {
        "tenant": context.tenant_id(),
        "at": since,
        "channels": channels,
        "listings": ids,
        "wanted": wanted,
    }
    return {channel_id for channel_id, state in session.execute(_WEIGHED, asked) if state == "waiting"}


def want_everything(channel_id):
    """Let everything wait to be told, also what the shop was told already or refused."""
    session.execute(
        text(
            "UPDATE stock_tellings SET state = 'waiting', waits_since = coalesce(waits_since, :at), ticket = '',"
            " code = '', said = '', attempts = 0 WHERE tenant_id = :tenant AND channel_id = :channel"
        ),
        {"tenant": context.tenant_id(), "channel": channel_id, "at": clock.now()},
    )
    ring([channel_id])
