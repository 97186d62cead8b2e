"""Goods for those who wait: the earliest delivery date first, then the earliest order."""

import datetime as dt

from app.commerce.stock.promises import waiting_for


def serve(held, product_ids, changed=None):
    """Set free pieces of the products aside for the lines that wait. Returns the Promises that got some (unsaved).

    A line that wants all or nothing and finds too little is passed over: pieces do not lie idle for it. `changed`:
    `{id: Promise}` of those that the caller has in hand; they take their turn among the others.
    """
    changed = changed or {}
    there = {
        one.product_id for one in held.balances.values() if one.free > 0 and one.product_id in product_ids
    }
    if not there:
        return []
    mine = (one for one in changed.values() if one.product_id in there and one.state == "open")
    rows = [*(one for one in waiting_for(there) if one.id not in changed), *mine]
    return [one for one in sorted(rows, key=_turn) if one.top_up(held)]


def _turn(one):
    return one.wanted_on or dt.date.max, one.ordered_at, one.id
