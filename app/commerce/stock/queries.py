"""What lies where, what may be sold, and what the ledger says."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select, text

from app.commerce.stock.model import StockRule
from app.kernel import context
from app.kernel.db import session
from app.masters.product_sets.queries import exploded

NOTHING = Decimal(0)
_BALANCES = text("""
    SELECT b.product_id, b.warehouse_id, b.on_hand, b.reserved, b.held_back,
           (SELECT coalesce(sum(r.quantity - r.allocated - r.shipped), 0) FROM reservations r
            WHERE r.tenant_id = :tenant AND r.waits AND r.product_id = b.product_id AND r.warehouse_id = b.warehouse_id)
    FROM stock_balances b JOIN warehouses w ON w.tenant_id = :tenant AND w.id = b.warehouse_id
    WHERE b.tenant_id = :tenant AND b.product_id = ANY(CAST(:ids AS uuid[]))
      AND (CAST(:places AS uuid[]) IS NULL AND w.sells AND w.state = 'active' OR w.id = ANY(CAST(:places AS uuid[])))
""")


@dataclass
class Available:
    """Figures of a product. `waiting` is wanted by lines that found nothing; `promised` is what may still be told."""

    on_hand: Decimal = NOTHING
    reserved: Decimal = NOTHING
    held_back: Decimal = NOTHING
    waiting: Decimal = NOTHING
    available: Decimal = NOTHING
    is_set: bool = False

    @property
    def promised(self):
        """What is left when everybody who waits has been served: what shops are told of."""
        return self.available - self.waiting


def available_for(product_ids, warehouse_ids=None):
    """`{product id: Available}` over the selling warehouses (or those named): two statements, whatever is asked.

    Available = on hand − reserved − held back. A set has as many as its parts make in the same warehouse; its own
    figures are zero, and `promised` counts what its parts are waited for.
    """
    product_ids = list(product_ids)
    sets = exploded(product_ids)
    needed = {part for parts in sets.values() for part in parts} | set(product_ids) - sets.keys()
    asked = {
        "tenant": context.tenant_id(),
        "ids": list(needed),
        "places": None if warehouse_ids is None else list(warehouse_ids),
    }
    places = {}
    for product_id, warehouse_id, *figures in session.execute(_BALANCES, asked):
        places.setdefault(product_id, {})[warehouse_id] = figures
    plain = {one: _plain(places.get(one, {})) for one in needed}
    return {one: _set(sets[one], places, plain) if one in sets else plain[one] for one in product_ids}


def _plain(places):
    on_hand, reserved, held_back, waiting = (
        sum((row[i] for row in places.values()), NOTHING) for i in range(4)
    )
    return Available(on_hand, reserved, held_back, waiting, on_hand - reserved - held_back)


def _set(parts, places, plain):
    shelves = {warehouse for part in parts for warehouse in places.get(part, ())}
    made = sum((_made(parts, places, one) for one in shelves), NOTHING)
    left = min(plain[part].promised // per for part, per in parts.items())
    return Available(waiting=max(made - max(left, NOTHING), NOTHING), available=made, is_set=True)


def _made(parts, places, warehouse):
    """How many sets the parts in one warehouse make."""
    free = []
    for part, per in parts.items():
        on_hand, reserved, held_back, _waiting = places.get(part, {}).get(warehouse, [NOTHING] * 4)
        free.append((on_hand - reserved - held_back) // per)
    return max(min(free), NOTHING)


def rules_for(product_ids, channel_id=None):
    """`{product id: StockRule}` that counts for a shop (None: for all shops); products without a rule are left out.

    Of several: the product's before that for all products, and there the shop's own before that of every shop.
    """
    shops = StockRule.channel_id.is_(None)
    if channel_id is not None:
        shops |= StockRule.channel_id == channel_id
    product_ids = list(product_ids)
    found = select(StockRule).where(
        shops, StockRule.product_id.in_(product_ids) | StockRule.product_id.is_(None)
    )
    rules = {(one.product_id, one.channel_id): one for one in session.scalars(found)}
    chosen = {}
    for one in product_ids:
        for place in ((one, channel_id), (one, None), (None, channel_id), (None, None)):
            if place in rules:
                chosen[one] = rules[place]
                break
    return chosen
