"""Changes of stock are written down in their own transaction; once it is committed, somebody is asked to weigh them."""

import datetime as dt

from sqlalchemy import text

from app.commerce.connections.model import ShopConnection
from app.commerce.connections.queries import switched_on
from app.commerce.slips.statuses import CANCELLED, NEW
from app.commerce.telling.counting import NOT_SET_ASIDE
from app.commerce.telling.weighing import want_everything
from app.kernel import clock, context, db
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform import jobs

COMPARED_EVERY = dt.timedelta(minutes=5)
_SOMEBODY_LISTENS = "EXISTS (SELECT FROM shop_connections WHERE tenant_id = :tenant AND stock_way <> 'off')"
_PRODUCTS = text(f"""
    INSERT INTO stock_changes (tenant_id, id, product_id)
    SELECT :tenant, gen_random_uuid(), product_id FROM unnest(CAST(:ids AS uuid[])) AS n (product_id)
    WHERE {_SOMEBODY_LISTENS}
""")
_SLIPS = text(f"""
    INSERT INTO stock_changes (tenant_id, id, product_id)
    SELECT :tenant, gen_random_uuid(), product_id FROM (
        SELECT DISTINCT l.product_id FROM slip_lines c
        JOIN order_lines l ON l.tenant_id = :tenant AND l.id = c.order_line_id
        WHERE c.tenant_id = :tenant AND c.slip_id = ANY(CAST(:ids AS uuid[])) AND l.kind = 'goods'
          AND l.product_id IS NOT NULL AND {_SOMEBODY_LISTENS}
    ) AS n
""")


@subscribe("stock.moved")
def _note(product_ids):
    """Another number of these products can be sold from the commit on."""
    _noted(_PRODUCTS, product_ids)


@subscribe("slips.moved")
def _note_orders(moved, why):
    """Orders that were taken in count before stock is set aside for them; cancelled ones do not any more."""
    ids = [one for one, before, to in moved if before == NEW or (to == CANCELLED and before in NOT_SET_ASIDE)]
    if ids:
        _noted(_SLIPS, ids)


@subscribe("stock.rule_changed")
def _note_rule(product_id, channel_id):
    """A rule for all products changes everything; one product's is told by `stock.moved`."""
    if product_id is None:
        db.after_commit(_weigh_everything, context.tenant_id())


@subscribe("connection.changed")
def _note_connection(channel_id, connection):
    """A shop whose connection was changed is told everything: nobody knows what it shows."""
    if connection.stock_way != "off":
        db.after_commit(_weigh_everything, context.tenant_id())
        want_everything(channel_id)


def _noted(statement, ids):
    found = session.execute(statement, {"tenant": context.tenant_id(), "ids": list(ids)})
    if found.rowcount > 0:
        db.after_commit(_weigh, context.tenant_id())


def _weigh(tenant_ids):
    for tenant_id in sorted(set(tenant_ids)):
        jobs.once("commerce.telling.weigh", subject_id=tenant_id)


def _weigh_everything(tenant_ids):
    for tenant_id in sorted(set(tenant_ids)):
        jobs.once("commerce.telling.compare", subject_id=tenant_id)


@subscribe("minute.passed")
def _on_time():
    """Compare everything every five minutes; once a night read back what shops hold."""
    now, due, unread = clock.now(), False, []
    for channel, connection in session.execute(switched_on(ShopConnection.stock_way != "off")):
        due |= connection.compared_at is None or now - connection.compared_at >= COMPARED_EVERY
        if connection.stock_way == "api" and _read_back_is_due(connection, now.astimezone(clock.JST)):
            unread.append(channel.id)
    if due:
        jobs.once("commerce.telling.compare", subject_id=context.tenant_id())
    for channel_id in unread:
        jobs.once("commerce.telling.read_back", subject_id=channel_id, channel_id=channel_id)


def _read_back_is_due(connection, now):
    """In the small hours (2 to 6 JST), once a day."""
    read = connection.read_back_at
    return 2 <= now.hour < 6 and (read is None or read.astimezone(clock.JST).date() < now.date())
