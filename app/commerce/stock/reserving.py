"""引当: setting pieces aside for lines, by delivery date and order time, and giving them back."""

import datetime as dt
from decimal import Decimal

from app.commerce.stock.holding import NOTHING, hold
from app.commerce.stock.kinds import HOLD
from app.commerce.stock.lines import Reserved, Want
from app.commerce.stock.promises import Promise, keep, promises_of
from app.commerce.stock.serving import serve
from app.commerce.stock.telling import tell
from app.kernel import clock
from app.kernel.errors import Conflict, Rejected
from app.kernel.ids import new_id
from app.masters.product_sets.queries import exploded

LINE = "slip_line"
"""`for_kind` of a line of an order's slip."""
_LAST = dt.date.max


def reserve(lines, *, kind=LINE):
    """Make the reservations of these lines (Wants) what they say. Returns `{for_id: Reserved}`.

    Said again, nothing changes; said with another quantity, product or warehouse, the difference is set aside or given
    back. What is missing waits and is served by itself, oldest first, when goods come. One line is drawn from one
    warehouse, all parts of a set from the same; a set that waits for one part keeps the others. Raises Rejected for
    less than was shipped, Conflict when somebody else changes the same line in this moment.
    """
    lines = sorted(lines, key=lambda one: (one.wanted_on or _LAST, one.ordered_at, one.for_id))
    if len({one.for_id for one in lines}) != len(lines):
        raise ValueError("a line is asked for twice in one call")
    sets = exploded({one.product_id for one in lines})
    held, known = _held(lines, sets, kind)
    changed, freed = {}, set()
    for line in lines:
        _place(held, line, sets.get(line.product_id), known.setdefault(line.for_id, []), kind, changed, freed)
    served = serve(held, freed, changed)
    for one in served:
        known.get(one.for_id, [])[:] = [one if p.id == one.id else p for p in known.get(one.for_id, [])]
    keep((changed | {one.id: one for one in served}).values())
    touched = held.save()
    if changed:
        tell("stock.reserved", touched, served, kind=kind, lines=len(lines))
    return {one.for_id: _outcome(one, known[one.for_id]) for one in lines}


def release(for_ids, *, kind=LINE):
    """Give back what is set aside for these lines (cancelled, bundled away). Returns how many lines that were.

    What was shipped stays so. Those who wait are served at once. Lines without a reservation are passed over.
    """
    held, promises = held_promises(for_ids, kind)
    for one in promises:
        one.close(held)
    served = serve(held, {one.product_id for one in promises}, {one.id: one for one in promises})
    keep([*promises, *served])
    touched = held.save()
    if promises:
        tell("stock.released", touched, served, kind=kind, lines=len(promises))
    return len({one.for_id for one in promises})


def hold_back(product_id, quantity, *, warehouse_id=None, label=""):
    """保留: keep pieces from being sold, for nobody in particular. Returns the id to `release(…, kind="hold")`."""
    if quantity <= 0:
        raise Rejected("Enter a quantity above zero.", "quantity")
    if exploded([product_id]):
        raise Rejected("A set has no stock of its own. Enter its parts.")
    held, for_id = hold({(product_id, warehouse_id)}), new_id()
    want = Want(for_id, product_id, Decimal(quantity), clock.now(), label=label)
    one = _fresh(want, HOLD, product_id, want.quantity, warehouse_id or held.shelves.usual)
    one.take(held, one.quantity)
    keep([one])
    tell("stock.held_back", held.save(), label=label, quantity=quantity)
    return for_id


def held_promises(for_ids, kind, states=("open",)):
    """`(Held, [Promise])` of these lines: their products locked, then read. Raises Conflict when they moved between."""
    for_ids = list(for_ids)
    seen = promises_of(kind, for_ids, states)
    held = hold({(one.product_id, one.warehouse_id) for one in seen})
    return held, _unmoved(held, promises_of(kind, for_ids, states) if seen else [])


def _unmoved(held, promises):
    if not {one.product_id for one in promises} <= held.products:
        raise Conflict("Somebody else has just changed this reservation. Please try again.")
    return promises


def _held(lines, sets, kind):
    """The products of the lines and of what they have reserved so far, and `{for_id: [Promise]}`."""
    for_ids = [one.for_id for one in lines]
    keys = {(one.product_id, one.warehouse_id) for one in promises_of(kind, for_ids)}
    for line in lines:
        parts = sets.get(line.product_id)
        keys |= (
            {(part, line.warehouse_id) for part in parts} if parts else {(line.product_id, line.warehouse_id)}
        )
    held, known = hold(keys), {}
    for one in _unmoved(held, promises_of(kind, for_ids)):
        known.setdefault(one.for_id, []).append(one)
    return held, known


def _place(held, line, parts, own, kind, changed, freed):
    if line.quantity <= 0:
        raise Rejected("Enter a quantity above zero.", "quantity")
    quantity = Decimal(line.quantity)
    amounts = {part: per * quantity for part, per in parts.items()} if parts else {line.product_id: quantity}
    if own and _says_the_same(own, amounts, line):
        changed |= {one.id: one for one in own if _ordered_anew(one, line) | bool(one.top_up(held))}
        return
    _give_back(held, own, amounts, changed, freed)
    warehouse_id = _choose(held, line, amounts, parts, own)
    present = {one.product_id: one for one in own}
    for part, amount in amounts.items():
        one = present.get(part)
        if one is None:
            one = _fresh(line, kind, part, amount, warehouse_id, parts)
            own.append(one)
        _ordered_anew(one, line)
        one.quantity, one.warehouse_id, one.anywhere = amount, warehouse_id, line.warehouse_id is None
        one.top_up(held)
        changed[one.id] = one


def _says_the_same(own, amounts, line):
    where = line.warehouse_id
    return {one.product_id: one.quantity for one in own} == amounts and (
        where is None or all(one.warehouse_id == where for one in own)
    )


def _ordered_anew(one, line):
    """Take over what decides the turn; whether anything is different."""
    before = (one.wanted_on, one.ordered_at, one.partial, one.label)
    one.wanted_on, one.ordered_at, one.partial, one.label = (
        line.wanted_on,
        line.ordered_at,
        line.partial,
        line.label,
    )
    return before != (line.wanted_on, line.ordered_at, line.partial, line.label)


def _give_back(held, own, amounts, changed, freed):
    for one in list(own):
        if one.shipped > amounts.get(one.product_id, NOTHING):
            raise Rejected("More than that has been shipped already.", "quantity")
        freed.add(one.product_id)
        changed[one.id] = one
        if one.product_id in amounts:
            one.take(held, -one.allocated)
        else:
            one.close(held)
            own.remove(one)


def _choose(held, line, amounts, parts, own):
    """The warehouse that has all, the first by priority; else (partial) the one with most; else where it waits."""
    gone = {one.product_id: one.shipped for one in own}
    places = _places(held, line, own)
    best, most = places[0], NOTHING
    for place in places:
        free = {part: held.free(part, place) for part in amounts}
        if all(free[part] >= amount - gone.get(part, NOTHING) for part, amount in amounts.items()):
            return place
        some = _whole_sets(free, parts, gone) if parts else free[line.product_id]
        if line.partial and some > most:
            best, most = place, some
    return best


def _places(held, line, own):
    """The warehouses to ask, in order; a line that was shipped in part stays where it is."""
    if own and (line.warehouse_id is None or any(one.shipped for one in own)):
        here = own[0].warehouse_id
        return (
            [here] if any(one.shipped for one in own) else list(dict.fromkeys([here, *held.shelves.selling]))
        )
    return [line.warehouse_id] if line.warehouse_id else list(held.shelves.selling) or [held.shelves.anchor]


def _whole_sets(free, parts, gone):
    """How many sets the parts make, those that left already among them."""
    return min((free[part] + gone.get(part, NOTHING)) // per for part, per in parts.items())


def _fresh(line, kind, part, amount, warehouse_id, parts=None):
    return Promise(
        id=new_id(),
        product_id=part,
        warehouse_id=warehouse_id,
        quantity=amount,
        allocated=NOTHING,
        shipped=NOTHING,
        for_kind=kind,
        for_id=line.for_id,
        label=line.label,
        set_id=line.product_id if parts else None,
        per_set=parts[part] if parts else None,
        ordered_at=line.ordered_at,
        wanted_on=line.wanted_on,
        partial=line.partial,
        anywhere=line.warehouse_id is None,
        fresh=True,
    )


def _outcome(line, promises):
    """How a line stands: of a set as many as every part allows."""
    quantity = Decimal(line.quantity)
    done = [(one.allocated + one.shipped, one.per_set) for one in promises if one.state == "open"]
    allocated = min(have // per if per else have for have, per in done)
    return Reserved(line.for_id, quantity, allocated, promises[0].warehouse_id)
