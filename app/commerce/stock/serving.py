"""Goods for those who wait: the earliest delivery date first, then the earliest order."""

from app.commerce.stock.promises import waiting_for


def serve(held, product_ids, besides=()):
    """Set free pieces of the products aside for the lines that wait. Returns the Promises that changed (unsaved).

    A line that wants all or nothing and finds too little is passed over: pieces do not lie idle for it.
    `besides`: ids of Promises that are in other hands now.
    """
    there = {
        one.product_id for one in held.balances.values() if one.free > 0 and one.product_id in product_ids
    }
    if not there:
        return []
    return [one for one in waiting_for(there) if one.id not in besides and one.top_up(held)]
