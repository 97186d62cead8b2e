"""How many pieces may still be promised: what is left when everybody who waits or has ordered is served (§4.13)."""

from decimal import Decimal

from sqlalchemy import text

from app.commerce.slips.statuses import CHECK, NEW, UNALLOCATED, UNPAID
from app.commerce.stock.queries import NOTHING, available_for
from app.commerce.stock.sharing import sendable
from app.kernel import context
from app.kernel.db import session
from app.masters.product_sets.queries import containing, exploded

NOT_SET_ASIDE = (NEW, CHECK, UNPAID, UNALLOCATED)
"""Statuses of slips that no stock has been set aside for yet: their orders lower what is told all the same."""
_ORDERED = text(f"""
    SELECT l.product_id, sum(c.quantity * l.factor) FROM slips s
    JOIN slip_lines c ON c.tenant_id = :tenant AND c.slip_id = s.id
    JOIN order_lines l ON l.tenant_id = :tenant AND l.id = c.order_line_id
    WHERE s.tenant_id = :tenant AND (s.status IN {NOT_SET_ASIDE}
        OR s.status = 'held' AND s.held_from IN {NOT_SET_ASIDE})
      AND l.kind = 'goods' AND NOT l.cancelled AND l.product_id = ANY(CAST(:ids AS uuid[]))
    GROUP BY l.product_id
""")


def ordered(product_ids):
    """`{product: pieces}` of orders that were taken in and have no stock set aside yet, sets counted by their parts."""
    product_ids = set(product_ids)
    asked = {"tenant": context.tenant_id(), "ids": list(product_ids | containing(product_ids))}
    rows = session.execute(_ORDERED, asked).all()
    sets, found = exploded([row[0] for row in rows]), {}
    for product_id, pieces in rows:
        for part, per in sets.get(product_id, {product_id: Decimal(1)}).items():
            found[part] = found.get(part, NOTHING) + per * pieces
    return {one: pieces for one, pieces in found.items() if one in product_ids}


def left_of(product_ids):
    """`{product: pieces}` that may still be promised; of a set as many as its scarcest part makes."""
    product_ids = list(product_ids)
    sets = exploded(product_ids)
    parts = {part for its in sets.values() for part in its}
    figures, taken = (
        available_for(parts | set(product_ids)),
        ordered((parts | set(product_ids)) - sets.keys()),
    )
    left = {one: figures[one].promised - taken.get(one, NOTHING) for one in figures}
    for one, its in sets.items():
        left[one] = min([left[one], *(left[part] // per for part, per in its.items())])
    return {one: left[one] for one in product_ids}


def offered(left, rule, factor):
    """What a listing shows of `left` pieces of its product when `factor` pieces leave for each one sold.

    A fixed number is what the shop shows, whatever leaves for it; everything else is counted in pieces.
    """
    shown = sendable(left, rule)
    return shown if rule is not None and rule.way == "fixed" else shown // factor
