"""Who hears of stock, and when.

Inside the transaction: `stock.received` and `stock.freed` (`product_ids`, `served`: `{for_kind: {for_id, …}}` of the
lines that got pieces they had waited for), and `stock.moved` (`product_ids`) for whoever keeps rows of its own.
After the commit, once a transaction: `stock.changed` (`tenant_id`, `product_ids`), for ringing bells. In both the
products include the sets whose parts moved.
"""

from app.kernel import context, db
from app.kernel.events import publish
from app.masters.product_sets.queries import containing
from app.platform.audit import record


def tell(verb, product_ids, served=(), *, subject=None, label="", **details):
    """Note `verb` in the audit trail and tell everybody; `served` are the Promises that goods were found for."""
    record(verb, subject, label=label or None, **details)
    if not product_ids:
        return
    if event := EVENTS.get(verb):
        publish(event, product_ids=set(product_ids), served=_by_kind(served))
    spread(product_ids)


def spread(product_ids):
    """Tell that other numbers of these products, and of the sets they are in, can be sold from now on."""
    touched = set(product_ids) | containing(product_ids)
    publish("stock.moved", product_ids=touched)
    db.after_commit(_changed, (context.tenant_id(), touched))


EVENTS = {
    "stock.receipt": "stock.received",
    "stock.return": "stock.received",
    "stock.adjustment": "stock.received",
    "stock.count": "stock.received",
    "stock.transfer": "stock.received",
    "stock.undone": "stock.received",
    "stock.unshipped": "stock.received",
    "stock.released": "stock.freed",
    "stock.reserved": "stock.freed",
}


def _by_kind(served):
    found = {}
    for one in served:
        found.setdefault(one.for_kind, set()).add(one.for_id)
    return found


def _changed(facts):
    found = {}
    for tenant_id, product_ids in facts:
        found.setdefault(tenant_id, set()).update(product_ids)
    for tenant_id, product_ids in found.items():
        publish("stock.changed", tenant_id=tenant_id, product_ids=frozenset(product_ids))
