"""Goods that come, go and are found: every verb writes movements and moves the balances with them."""

from decimal import Decimal

from app.commerce.stock.holding import hold
from app.commerce.stock.ledger import Entry, unbooked, write
from app.commerce.stock.promises import keep
from app.commerce.stock.serving import serve
from app.commerce.stock.telling import tell
from app.kernel.errors import Rejected
from app.masters.product_sets.queries import exploded


def receive(lines, *, source, source_id, **facts):
    """入荷: goods that arrived. A set is received as its parts. Returns how many movements were written.

    For all verbs here: `source` and `source_id` name the cause; a line whose key the source has booked already is
    left out. `facts`: `happened_on` (day, default today), `note`, `subject` (row for the audit trail).
    Those who wait for the goods are served in the same transaction.
    """
    return _book("receipt", "receipt", lines, 1, source, source_id, **facts)


def take_back(lines, *, source, source_id, **facts):
    """返品: Goods that came back and can be sold again."""
    return _book("return", "return", lines, 1, source, source_id, **facts)


def adjust(lines, *, source, source_id, **facts):
    """調整: Goods found (positive) or gone (negative quantity). Raises Rejected for a set: its parts are meant."""
    _refuse_sets(lines)
    return _book("adjustment", "adjustment", lines, 1, source, source_id, **facts)


def sell_in_shop(lines, *, source, source_id, **facts):
    """店頭販売: Goods sold over the counter; they leave even when the books have none."""
    return _book("shop_sale", "shop_sale", lines, -1, source, source_id, **facts)


def move(lines, *, to, source, source_id, **facts):
    """移動: Goods from their warehouse to the warehouse `to`."""
    return _book("transfer", "move_out", lines, -1, source, source_id, to=to, **facts)


def count(lines, *, source, source_id, **facts):
    """棚卸差異: Counted figures; books the difference to what was expected. Lines that agree leave no movement.

    Raises Rejected for a set: its parts are counted.
    """
    _refuse_sets(lines)
    held = hold({(one.product_id, one.warehouse_id) for one in lines})
    entries = []
    for place, one in enumerate(lines):
        warehouse_id = one.warehouse_id or held.shelves.usual
        expected = held.at(one.product_id, warehouse_id).on_hand if one.expected is None else one.expected
        if one.counted != expected:
            key = f"{source_id}:{one.line_id or place}"
            entries.append(
                Entry("count", one.product_id, warehouse_id, Decimal(one.counted) - expected, source_id, key,
                      one.line_id, one.lot, one.best_before, one.unit_cost)
            )  # fmt: skip
    return _write("count", held, source, entries, **facts)


def _book(verb, kind, lines, sign, source, source_id, *, to=None, note="", **facts):
    lines = list(lines)
    sets = exploded({one.product_id for one in lines})
    keys, moved = set(), []
    for place, line in enumerate(lines):
        for part, per in sets.get(line.product_id, {line.product_id: 1}).items():
            quantity = sign * Decimal(line.quantity) * per
            if quantity:
                moved.append(
                    (line, part, quantity, f"{source_id}:{line.key or line.line_id or place}:{part}")
                )
                keys.add((part, line.warehouse_id))
                keys |= {(part, to)} if to else set()
    held = hold(keys)
    entries = []
    for line, part, quantity, key in moved:
        at = line.warehouse_id or held.shelves.usual
        details = (line.line_id, line.lot, line.best_before, line.unit_cost, None, line.note or note)
        entries.append(Entry(kind, part, at, quantity, source_id, f"{key}:out" if to else key, *details))
        if to:
            entries.append(Entry("move_in", part, to, -quantity, source_id, f"{key}:in", *details))
    return _write(verb, held, source, entries, **facts)


def _write(verb, held, source, entries, *, happened_on=None, subject=None, note="", label=""):
    entries = unbooked(source, entries)
    write(held, source, entries, happened_on=happened_on)
    products = {one.product_id for one in entries}
    served = serve(held, {one.product_id for one in entries if one.quantity > 0})
    keep(served)
    held.save()
    if entries:
        tell(
            f"stock.{verb}", products, served, subject=subject, label=label, source=source, lines=len(entries)
        )
    return len(entries)


def _refuse_sets(lines):
    if exploded({one.product_id for one in lines}):
        raise Rejected("A set has no stock of its own. Enter its parts.")
