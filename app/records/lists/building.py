"""A question made from what somebody chose in the panel: one Asked, or a refusal that says why."""

import uuid
from dataclasses import dataclass, replace

from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.parsing import parse_date, parse_decimal
from app.records.kit.queries import by_key_or_name
from app.records.lists.operators import DAYS, NUMBERS, TEXTS, UNTIL, Asked, is_readable, operators_of

RANGE = "range"
"""What the panel offers for `from`, `to` and `between`: two edges, either may be left empty."""
NOTHING = "Enter or choose what to look for."
_WAYS = {
    **dict.fromkeys(TEXTS, ("has", "starts", "is", "empty", "filled")),
    **dict.fromkeys(NUMBERS, (RANGE, "is", "empty", "filled")),
    **dict.fromkeys(DAYS, ("when", RANGE, "empty", "filled")),
    "bool": ("is",),
}
LABELS = {RANGE: _l("lies between")}


def ways_of(of):
    """The ways in which the panel asks a field, the usual one first."""
    return _WAYS.get(of.kind) or operators_of(of)


def way_of(asked):
    """The way that stands for an Asked."""
    return RANGE if asked.operator in ("from", "to", "between") else asked.operator


def edges_of(asked):
    """What stands in the two inputs of a range for an Asked (or None)."""
    if asked is None or way_of(asked) != RANGE:
        return "", ""
    if asked.operator == "between":
        return tuple(asked.values[0].split(UNTIL))
    return (asked.values[0], "") if asked.operator == "from" else ("", asked.values[0])


@dataclass(frozen=True)
class Chosen:
    """What the panel sent: the way, the values, the edges of a range, the word for a stretch, a typed link."""

    way: str
    values: tuple = ()
    edges: tuple = ("", "")
    when: str = ""
    typed: str = ""


def built(of, chosen):
    """The Asked for a field. Raises Rejected with what is missing or cannot be read."""
    way = chosen.way if chosen.way in ways_of(of) else ways_of(of)[0]
    if way in ("empty", "filled"):
        return Asked(of.name, way, ("1",))
    if way == RANGE:
        return _ranged(of, chosen.edges)
    values = (chosen.when,) if way == "when" else tuple(one for one in chosen.values if one)
    if of.link and chosen.typed:
        values = (*values, str(_found(of, chosen.typed)))
    values = tuple(dict.fromkeys(values))
    if not values:
        raise Rejected(NOTHING, "_value")
    return Asked(of.name, way, tuple(_checked(of, way, text) for text in values))


def _ranged(of, edges):
    first, last = (edge and _checked(of, "from", edge) for edge in edges)
    if first and last:
        return Asked(of.name, "between", (f"{first}{UNTIL}{last}",))
    if not first and not last:
        raise Rejected(NOTHING, "_value")
    return Asked(of.name, "from" if first else "to", (first or last,))


def _checked(of, operator, text):
    """The text, when it can be read; numbers and dates say themselves what is wrong with them."""
    if of.kind in NUMBERS:
        parse_decimal(text)
    elif of.kind in DAYS and operator != "when":
        text = f"{parse_date(text, clock.today()):%Y/%m/%d}"
    if not is_readable(of, operator, text):
        raise Rejected("This cannot be asked here.", "_value")
    return text


def _found(of, typed):
    try:
        return uuid.UUID(typed)
    except ValueError:
        found = by_key_or_name(of.link, [typed]).get(typed)
    if found is None:
        raise Rejected("There is no entry with this code or name. Choose one of the list.", "_value")
    return found


@dataclass(frozen=True)
class Place:
    """Where an Asked goes: a new group (None), beside those of a group, or in the place of one of them."""

    group: int | None = None
    number: int | None = None

    def asked(self, question):
        """The Asked that is being edited, or None."""
        if self.group is None or self.number is None or self.group >= len(question.asked):
            return None
        group = question.asked[self.group]
        return group[self.number] if self.number < len(group) else None


def placed(question, asked, place):
    """The question with `asked` at its place; the same question twice in a group is one with both values."""
    if place.group is None or place.group >= len(question.asked):
        return question.with_group(len(question.asked), (asked,))
    group = list(question.asked[place.group])
    if place.number is not None and place.number < len(group):
        group[place.number] = asked
    else:
        group.append(asked)
    return question.with_group(place.group, _merged(group))


def _merged(group):
    found = {}
    for one in group:
        same = found.get((one.field, one.operator))
        values = one.values if same is None else tuple(dict.fromkeys(same.values + one.values))
        found[one.field, one.operator] = replace(one, values=values)
    return tuple(found.values())
