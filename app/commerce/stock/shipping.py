"""出荷: what was set aside leaves the house, and comes back when that was a mistake."""

from app.commerce.stock.holding import NOTHING
from app.commerce.stock.ledger import Entry, unbooked, write
from app.commerce.stock.promises import keep
from app.commerce.stock.reserving import LINE, held_promises
from app.commerce.stock.telling import tell
from app.commerce.stock.undoing import counter, standing
from app.kernel.errors import Conflict, Rejected


def ship(for_ids, *, kind=LINE, short=False, key="", quantities=None, happened_on=None, note="", label=""):
    """Turn the reservations of these lines into movements. Returns how many movements were written.

    `quantities`: `{for_id: how many}` where only a part leaves (in sets when the line wants sets); give a `key` then
    (the parcel's id), which makes a repeat harmless. `short`: let it leave even when too little is set aside, which may
    make the stock negative; without it raises Rejected naming the first such line. Lines that have nothing reserved
    (shipped already, never reserved) are passed over.
    """
    held, promises = held_promises(for_ids, kind)
    leaving = {one.id: (one, _leaving(one, quantities)) for one in promises}
    entries = [
        Entry("shipment", one.product_id, one.warehouse_id, -quantity, one.for_id,
              f"{one.id}:{key or one.shipped.normalize()}", one.id, note=note)
        for one, quantity in leaving.values() if quantity > 0
    ]  # fmt: skip
    entries = unbooked(kind, entries)
    for entry in entries:
        _leave(held, *leaving[entry.line_id], short)
    write(held, kind, entries, happened_on=happened_on)
    keep([leaving[entry.line_id][0] for entry in entries])
    touched = held.save()
    if entries:
        tell("stock.shipped", touched, kind=kind, lines=len(entries), label=label)
    return len(entries)


def _leaving(one, quantities):
    """How much of a Promise leaves now."""
    rest = one.quantity - one.shipped
    if quantities is None or one.for_id not in quantities:
        return rest if quantities is None else NOTHING
    return min(quantities[one.for_id] * (one.per_set or 1), rest)


def _leave(held, one, quantity, short):
    if one.allocated < quantity and not short:
        raise Rejected(
            "Too little is reserved for %(label)s. Wait for goods, or ship it all the same.",
            label=one.label or str(one.for_id)[-8:],
        )
    one.take(held, -min(one.allocated, quantity))
    one.shipped += quantity
    if one.shipped >= one.quantity:
        one.state = "shipped"


def unship(for_ids, *, kind=LINE, note=""):
    """Take the shipments of these lines back: the goods are on the shelf again, set aside for them as before.

    Returns how many movements were taken back; twice is once. Raises Conflict when a line was reserved anew meanwhile.
    """
    for_ids = list(for_ids)
    held, promises = held_promises(for_ids, kind, ("open", "shipped"))
    movements = [one for one in standing(kind, for_ids) if one.kind == "shipment"]
    known = {one.id: one for one in promises}
    movements = [one for one in movements if one.source_line in known]
    counter(held, kind, movements, note)
    for movement in movements:
        _come_back(held, known[movement.source_line], -movement.quantity, promises)
    keep({one.source_line: known[one.source_line] for one in movements}.values())
    touched = held.save()
    if movements:
        tell("stock.unshipped", touched, kind=kind, lines=len(movements))
    return len(movements)


def _come_back(held, one, quantity, promises):
    twin = any(
        p.state == "open" and p.id != one.id and (p.for_id, p.product_id) == (one.for_id, one.product_id)
        for p in promises
    )
    if twin:
        raise Conflict("This line has been reserved anew. Release that first.")
    one.shipped -= quantity
    one.state = "open"
    one.take(held, quantity)
