"""An incoming order as plain data, kept sealed with the order, and what differs between two of them."""

import datetime as dt
from dataclasses import fields, replace
from operator import attrgetter

import orjson

from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person

SKIPPED = ("place", "partial", "marks")
"""Says nothing about the order itself."""
_READ = {
    "recipient": lambda plain: Person(**plain),
    "ordered_at": dt.datetime.fromisoformat,
    "trackings": tuple,
    **dict.fromkeys(("paid_on", "wished_on", "planned_on", "shipped_on"), dt.date.fromisoformat),
}


def _names(kind, *without):
    return tuple(one.name for one in fields(kind) if one.name not in without)


_LINE, _SLIP = _names(IncomingLine, "key", "slip"), _names(IncomingSlip, "key")
_ORDER = _names(IncomingOrder, *SKIPPED, "buyer", "slips", "lines", "money")


def packed(order):
    """`{field: plain value}` of an IncomingOrder, as `orders.received` gives it back."""
    return orjson.loads(orjson.dumps(whole(order)))


def whole(order):
    """An IncomingOrder as one dict, its dates, persons and amounts as they are: what `orders.received` is given. Slips
    and lines stand under their own keys.
    """
    found = _parts(_ORDER, order)
    found["buyer"], found["money"] = order.buyer, order.money
    found["slips"] = {one.key: _parts(_SLIP, one) for one in order.slips}
    found["lines"] = {
        line.key: _parts(_LINE, line) | {"slip": order.slips[line.slip].key if order.slips else ""}
        for line in order.lines
    }
    return found


def _parts(names, row):
    return dict(zip(names, attrgetter(*names)(row), strict=True))


def filled(order, before):
    """The IncomingOrder with what its file cannot know (`partial`) taken over from `before`, as it was packed."""
    return _unpacked(completed(before, packed(order), order.partial), order) if order.partial else order


def _unpacked(plain, order):
    slips = [IncomingSlip(key=key, **_read(_SLIP, one)) for key, one in plain["slips"].items()]
    places = {slip.key: place for place, slip in enumerate(slips)}
    lines = [
        IncomingLine(key=key, slip=places.get(one["slip"], 0), **_read(_LINE, one))
        for key, one in plain["lines"].items()
    ]
    return replace(
        order,
        **_read(_ORDER, plain),
        buyer=Person(**plain["buyer"]),
        money=IncomingMoney(**plain["money"]),
        slips=slips,
        lines=lines,
    )


def _read(names, plain):
    return {
        name: _READ[name](plain[name]) if name in _READ and plain[name] else plain[name] for name in names
    }


def differences(before, after, partial=()):
    """`{path: (before, after)}` of two packed orders, paths as tuples (`("slips", "1", "recipient", "street")`).

    A part that one side lacks altogether stands there as a whole. `partial` names what the newer file cannot know and
    what therefore does not count, without keys of slips and lines: `remarks`, `money.taxes`, `slips.wished_on`.
    """
    found = {}
    _compare((), before, after, found)
    kept = {path: pair for path, pair in found.items() if not _is_unknown(path, partial)}
    return dict(sorted(kept.items(), key=lambda pair: tuple(map(str, pair[0]))))


def completed(before, after, partial=()):
    """`after` with what its file cannot know taken over from `before`: the order as it is known now."""
    if not partial:
        return after
    return _completed((), before, after, partial)


def _completed(path, before, after, partial):
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before if path and _is_unknown(path, partial) else after
    return {
        name: _completed((*path, name), before[name], value, partial) if name in before else value
        for name, value in after.items()
    }


def _is_unknown(path, partial):
    name = ".".join(
        part for place, part in enumerate(path) if place != 1 or path[0] not in ("slips", "lines")
    )
    return any(name == one or name.startswith(f"{one}.") for one in partial)


def _compare(path, before, after, found):
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before.keys() | after.keys():
            _compare((*path, name), before.get(name), after.get(name), found)
    elif before != after:
        found[path] = (before, after)
