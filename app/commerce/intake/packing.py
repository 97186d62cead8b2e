"""An incoming order as plain data, kept sealed with the order, and what differs between two of them."""

import datetime as dt
from dataclasses import MISSING, fields, replace
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


class _Parts:
    """The fields of a dataclass but some, and what each is when nobody says it."""

    def __init__(self, kind, *without):
        described = [one for one in fields(kind) if one.name not in without]
        self.names = tuple(one.name for one in described)
        self._of = attrgetter(*self.names)
        self._unsaid = [_unsaid(one) for one in described]
        known = zip(self.names, self._unsaid, strict=True)
        self.unsaid = orjson.loads(orjson.dumps({name: one for name, one in known if one is not MISSING}))

    def all(self, row):
        """`{field: value}`."""
        return dict(zip(self.names, self._of(row), strict=True))

    def said(self, row):
        """The same without what nobody said."""
        known = zip(self.names, self._of(row), self._unsaid, strict=True)
        return {name: value for name, value, unsaid in known if value != unsaid}


def _unsaid(described):
    return described.default if described.default_factory is MISSING else described.default_factory()


_LINE, _SLIP, _MONEY = _Parts(IncomingLine, "key", "slip"), _Parts(IncomingSlip, "key"), _Parts(IncomingMoney)
_ORDER, _PERSON = _Parts(IncomingOrder, *SKIPPED, "buyer", "slips", "lines", "money"), _Parts(Person)


def packed(order):
    """`{field: plain value}` of an IncomingOrder. Slips and lines stand under their own keys."""
    found = _ORDER.all(order) | {"buyer": order.buyer, "money": order.money}
    found["slips"] = {one.key: _SLIP.all(one) for one in order.slips}
    found["lines"] = {line.key: _LINE.all(line) | {"slip": _slip_key(order, line)} for line in order.lines}
    return orjson.loads(orjson.dumps(found))


def kept(order):
    """What `orders.received` is given of an IncomingOrder: what it says, without the fields it leaves empty. The row
    stays so small that the database need not put it into a second table, which cost more than the rest of it.
    """
    found = _ORDER.said(order)
    found["buyer"], found["money"] = _PERSON.said(order.buyer), _MONEY.said(order.money)
    found["slips"] = {
        one.key: _SLIP.said(one) | {"recipient": _PERSON.said(one.recipient)} for one in order.slips
    }
    found["lines"] = {line.key: _LINE.said(line) | {"slip": _slip_key(order, line)} for line in order.lines}
    return found


def spread(received):
    """The order as it was packed, of what `orders.received` gives back; nothing of nothing."""
    if not received:
        return {}
    found = _ORDER.unsaid | received
    found["buyer"], found["money"] = _PERSON.unsaid | found["buyer"], _MONEY.unsaid | found["money"]
    found["slips"] = {
        key: _SLIP.unsaid | one | {"recipient": _PERSON.unsaid | one.get("recipient", {})}
        for key, one in found["slips"].items()
    }
    found["lines"] = {key: _LINE.unsaid | one for key, one in found["lines"].items()}
    return found


def _slip_key(order, line):
    return order.slips[line.slip].key if order.slips else ""


def filled(order, before):
    """The IncomingOrder with what its file cannot know (`partial`) taken over from `before`, as it was packed."""
    return _unpacked(completed(before, packed(order), order.partial), order) if order.partial else order


def _unpacked(plain, order):
    slips = [IncomingSlip(key=key, **_read(_SLIP.names, one)) for key, one in plain["slips"].items()]
    places = {slip.key: place for place, slip in enumerate(slips)}
    lines = [
        IncomingLine(key=key, slip=places.get(one["slip"], 0), **_read(_LINE.names, one))
        for key, one in plain["lines"].items()
    ]
    return replace(
        order,
        **_read(_ORDER.names, plain),
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
