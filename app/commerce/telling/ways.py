"""The ways in which a shop is told: its interface, or a file on a server. Each answers what became of every row."""

from dataclasses import dataclass, field, replace

from app.commerce.connections.accounts import client_of, drop_of
from app.commerce.malls import dropping
from app.commerce.malls.accounts import ACCEPTED, REFUSED, Result
from app.commerce.telling.keys import key_of, sku_of
from app.commerce.telling.layouts import NAMES, WRITERS, Amount

PATIENCE = 12
FIRST_TIMES = 100
"""So many listings a run whose seller has to be asked for first (Amazon answers for one at a time)."""


@dataclass
class Told:
    """`outcomes`: `{telling id: Result}`; `keys`: `{telling id: key}` newly looked up; `ticket` and the ids told under
    it, in their order, while the shop works on it.
    """

    outcomes: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)
    ticket: str = ""
    under_ticket: list = field(default_factory=list)


def by_interface(channel, connection, rows):
    """Tell rows through the mall's client. Raises Refused or Unavailable when nothing could be told at all."""
    settings = {**connection.settings, "feed_wait": 0}
    connection_now = _With(settings)
    with client_of(channel, connection_now, patience=PATIENCE) as client:
        done = Told()
        ready = _keyed(channel.kind, client, rows, done)
        pairs = [(key, row.wanted) for row, key in ready]
        results = {one.key: one for one in client.tell_stock(pairs)} if pairs else {}
    for row, key in ready:
        done.outcomes[row.id] = results.get(key) or Result(key, "unknown", "missing")
    _take_ticket(ready, done)
    return done


@dataclass(frozen=True)
class _With:
    """A connection whose settings are changed for one call."""

    settings: dict


def _keyed(kind, client, rows, done):
    """`[(row, key)]` of what can be told; the others are refused with their reason. A key is told once a run."""
    if kind == "shopify":
        rows = _with_items(client, rows, done)
    elif kind == "amazon":
        rows = _of_the_seller(client, rows, done)
    ready, seen = [], set()
    for row in rows:
        key = done.keys.get(row.id) or key_of(kind, row)
        if key in seen:
            done.outcomes[row.id] = Result(key, REFUSED, "twice", "")
        else:
            seen.add(key)
            ready.append((row, key))
    return ready


def _with_items(client, rows, done):
    """Shopify knows inventory items: the SKU leads to them, once."""
    unknown = [row for row in rows if not row.shop_key]
    found = client.items_of([sku_of(row) for row in unknown]) if unknown else {}
    for row in unknown:
        items = found.get(sku_of(row), [])
        if len(items) == 1:
            done.keys[row.id] = items[0]
        else:
            done.outcomes[row.id] = Result(sku_of(row), REFUSED, "several" if items else "missing", "")
    return [row for row in rows if row.id not in done.outcomes]


def _of_the_seller(client, rows, done):
    """Stock of a listing that Amazon ships (FBA) must never be told: the first time it is asked who ships it."""
    new = [row for row in rows if row.told is None][:FIRST_TIMES]
    shipped = client.read_stock([key_of("amazon", row) for row in new]) if new else {}
    for row in new:
        if key_of("amazon", row) not in shipped:
            done.outcomes[row.id] = Result(key_of("amazon", row), REFUSED, "not_ours", "")
    known = {row.id for row in new} - done.outcomes.keys()
    return [row for row in rows if row.told is not None or row.id in known]


def _take_ticket(ready, done):
    tickets = [one.ticket for one in done.outcomes.values() if one.ticket]
    waiting = [
        row.id
        for row, _key in ready
        if done.outcomes[row.id].ticket and done.outcomes[row.id].code == "waiting"
    ]
    if waiting:
        done.ticket, done.under_ticket = tickets[-1], waiting


def by_file(channel, connection, rows):
    """Hand a file over on the shop's server. Raises Refused or Unavailable."""
    name = connection.settings.get("drop_name") or NAMES[channel.kind]
    dropping.put(drop_of(channel, connection), name, written(channel, connection, rows))
    return Told({row.id: Result(row.mall_code, ACCEPTED) for row in rows})


def written(channel, connection, rows):
    """The stock file of rows."""
    place = Amount("", "", 0, location=connection.settings.get("location_name", ""))
    amounts = [replace(place, code=one.mall_code, sku=one.mall_sku, quantity=one.wanted) for one in rows]
    return WRITERS[channel.kind](amounts)


WAYS = {"api": by_interface, "drop": by_file}
