"""Two records side by side: which value stands for each field, and what that makes of the one that stays."""

from dataclasses import dataclass
from typing import Any

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.kit.extras import held
from app.records.kit.plain import plain_of
from app.records.kit.queries import titles
from app.records.kit.reading import shown

TARGET, SOURCE, BOTH = SIDES = ("target", "source", "both")
"""The one that stays, the one that goes, and (long texts) one below the other."""


@dataclass(frozen=True)
class Line:
    """A field with what both hold, in words. `side` is the one chosen; `both` whether both can be kept."""

    field: Any
    target: str
    source: str
    side: str
    both: bool
    differs: bool


def fields_of(kind):
    """The fields one chooses between: not the key, not what is worked out, not files (they stay where they are)."""
    return [of for of in kind.visible.values() if of.name != kind.key and of.typed and of.kind != "file"]


def lines_of(kind, target, source, take):
    """The Lines of two records. Without a choice in `take` a value wins over none, then the one that stays."""
    found = []
    for of in fields_of(kind):
        pair = held(target, of), held(source, of)
        differs = plain_of(of, pair[0]) != plain_of(of, pair[1])
        both = of.kind == "long" and all(pair) and differs and len("\n".join(pair)) <= of.longest
        side = take.get(of.name) or (SOURCE if _empty(pair[0]) and not _empty(pair[1]) else TARGET)
        if side == BOTH and not both:
            side = TARGET
        words = [_words(of, one) for one in pair]
        found.append(Line(of, *words, side, both, differs))
    return found


def _empty(value):
    return value in (None, "", [])


def _words(of, value):
    if of.link:
        return titles(of.link, [value]).get(value, "") if value else ""
    return shown(of, value)


def values_of(kind, target, source, take):
    """`{field: value}` that the one that stays gets, by the sides in `take`."""
    values = {}
    for of in fields_of(kind):
        side = take.get(of.name, TARGET)
        if side == SOURCE:
            values[of.name] = held(source, of)
        elif side == BOTH:
            values[of.name] = "\n".join(one for one in (held(target, of), held(source, of)) if one)
    return values | _links(kind, target, source, values)


def _links(kind, target, source, values):
    """Links to records of the same type: nobody becomes their own parent, not by way of others either."""
    found = {}
    for of in kind.fields.values():
        if of.link != kind.name or not of.typed:
            continue
        chosen = values.get(of.name, held(target, of))
        if _leads_to(kind, of, chosen, {source.id, target.id}):
            upper = held(source, of)
            found[of.name] = None if _leads_to(kind, of, upper, {source.id, target.id}) else upper
    return found


def _leads_to(kind, of, start, ends):
    seen, at = set(), start
    while at is not None and at not in seen:
        if at in ends:
            return True
        seen.add(at)
        row = session.get(kind.model, (context.tenant_id(), at))
        at = held(row, of) if row is not None else None
    return False


def check_pair(kind, target, source):
    """Refuse to merge a record with itself, or what was put away. Raises Rejected."""
    if target.id == source.id:
        raise Rejected("Choose two different records.", "other")
    if target.archived:
        raise Rejected("The record that stays is archived. Restore it first.", "other")
