"""名寄せの候補: records of a type that are perhaps the same one twice, by what its description names (`alike`)."""

from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.db import session
from app.records.kit.alike import WAYS
from app.records.kit.extras import expression
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import key_of, reach

MOST = 100_000
"""Rows that are looked at, in order of their key."""
SHOWN = 100


@dataclass(frozen=True)
class Pair:
    """Two records `(id, key, title)` that agree in `fields`; `strong` where one of these is sure to tell them apart."""

    first: tuple
    second: tuple
    fields: tuple[str, ...]
    strong: bool


def pairs_of(kind):
    """`([Pair], whether there are more rows than were looked at)`: the surest first, at most SHOWN."""
    asked = [one for one in kind.alike if one.field in kind.visible]
    model, title = kind.model, getattr(kind.model, kind.title)
    columns = [expression(model, kind.fields[one.field]) for one in asked]
    found = select(model.id, key_of(kind), title, *columns).where(reach(kind), model.state != ARCHIVED)
    rows = session.execute(found.order_by(key_of(kind), model.id).limit(MOST + 1)).all()
    agreed = {}
    for place, one in enumerate(asked):
        for pair in _alike(rows[:MOST], WAYS[one.way].key, 3 + place):
            agreed.setdefault(pair, []).append(one)
    pairs = [_pair(rows, pair, some) for pair, some in agreed.items()]
    pairs.sort(key=lambda one: (not one.strong, -len(one.fields), one.first[1], one.second[1]))
    return pairs[:SHOWN], len(rows) > MOST


def _alike(rows, key, place):
    """Places of rows that have the same key there: each with the first of them."""
    first = {}
    for at, row in enumerate(rows):
        word = key(row[place] or "")
        if not word:
            continue
        if word in first:
            yield first[word], at
        else:
            first[word] = at


def _pair(rows, pair, some):
    first, second = (tuple(rows[at][:3]) for at in pair)
    return Pair(first, second, tuple(one.field for one in some), any(one.strong for one in some))
