"""An incoming order as plain data, kept sealed with the order, and what differs between two of them."""

import datetime as dt
from dataclasses import asdict

SKIPPED = ("place", "partial", "marks")
"""Says nothing about the order itself."""


def packed(order):
    """`{field: plain value}` of an IncomingOrder. Slips and lines stand under their own keys."""
    whole = _plain(asdict(order))
    for name in SKIPPED:
        del whole[name]
    for line in whole["lines"]:
        line["slip"] = order.slips[line["slip"]].key if order.slips else ""
    whole["slips"] = {one.pop("key"): one for one in whole["slips"]}
    whole["lines"] = {one.pop("key"): one for one in whole["lines"]}
    return whole


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return value


def differences(before, after, partial=()):
    """`{path: (before, after)}` of two packed orders, paths as tuples (`("slips", "1", "recipient", "street")`).

    A part that one side lacks altogether stands there as a whole. `partial` names fields that the newer file cannot
    know, which do not count.
    """
    found = {}
    for name in before.keys() | after.keys():
        if name not in partial:
            _compare((name,), before.get(name), after.get(name), found)
    return dict(sorted(found.items(), key=lambda pair: tuple(map(str, pair[0]))))


def _compare(path, before, after, found):
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before.keys() | after.keys():
            _compare((*path, name), before.get(name), after.get(name), found)
    elif before != after:
        found[path] = (before, after)
