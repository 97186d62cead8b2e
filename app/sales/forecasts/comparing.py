"""What changed between two pictures of the open opportunities (waterfall). Pure."""

from dataclasses import dataclass, field
from typing import Any

from app.kernel.i18n import _l
from app.sales.phases.model import OPEN, WON

PARTS = {
    "start": _l("At first"),
    "new": _l("Came new"),
    "moved_in": _l("Moved into the period"),
    "up": _l("Went up"),
    "won": _l("Won (in the forecast)"),
    "lost": _l("Lost (in the forecast)"),
    "moved_out": _l("Moved out of the period"),
    "down": _l("Went down"),
    "gone": _l("Put away"),
    "months": _l("Months judged"),
    "end": _l("At last"),
}


@dataclass(frozen=True)
class Stand:
    """An opportunity as it stood; of one that was won or lost `expected_on` is the day of that."""

    amount: int
    expected_on: Any
    standing: str = OPEN


@dataclass
class Part:
    """`yen` is what it adds to the sum (less than zero: takes away); `ids` are its opportunities."""

    name: str
    yen: int = 0
    ids: list = field(default_factory=list)

    def add(self, one, yen):
        """Count an opportunity in."""
        self.yen += yen
        self.ids.append(one)


def compared(before, after, outcomes, first, end):
    """`{name: Part}` in the order of PARTS, of `{id: Stand}` before and after, expected from `first` to before `end`.

    `outcomes`: `{id: "won" | "lost"}` of opportunities that are over, for pictures that know open ones alone. Start and
    all changes come to the end, and what was won in between comes to what it brought: its amount changes first. Months
    that are judged as a whole are for `adjusting.with_months`.
    """
    parts = {name: Part(name) for name in PARTS if name != "months"}
    for one in before.keys() | after.keys():
        old, new = before.get(one), after.get(one)
        was, now = (_open_within(stand, first, end) for stand in (old, new))
        won = _won_between(old, new) and first <= new.expected_on < end
        if was:
            parts["start"].add(one, old.amount)
        if now:
            parts["end"].add(one, new.amount)
        if was and (now or won):
            if new.amount != old.amount:
                parts["up" if new.amount > old.amount else "down"].add(one, new.amount - old.amount)
        elif now or won:
            parts["new" if old is None else "moved_in"].add(one, new.amount)
        elif was:
            parts[_way_out(new, outcomes.get(one, "gone"))].add(one, -old.amount)
        if won:
            parts["won"].add(one, -new.amount)
    return parts


def _open_within(stand, first, end):
    return stand is not None and stand.standing == OPEN and first <= stand.expected_on < end


def _won_between(old, new):
    return new is not None and new.standing == WON and (old is None or old.standing == OPEN)


def _way_out(new, outcome):
    if new is None:
        return outcome
    return "moved_out" if new.standing == OPEN else new.standing


def drawn(parts):
    """`([(Part, y, height)], y of nothing)` for a picture 100 high: each change hangs where the one before it ended."""
    spans, level = [], 0
    for name, part in parts.items():
        low, high = sorted((0, part.yen) if name in ("start", "end") else (level, level + part.yen))
        level = part.yen if name == "start" else level + part.yen
        spans.append((part, low, high))
    most = max((high for _part, _low, high in spans), default=0)
    least = min((0, *(low for _part, low, _high in spans)))
    whole = (most - least) or 1
    found = [(part, 100 * (most - high) / whole, 100 * (high - low) / whole) for part, low, high in spans]
    return found, 100 * most / whole if most > least else 100
