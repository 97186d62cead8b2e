"""What changed between two pictures of the open opportunities (waterfall). Pure."""

from dataclasses import dataclass, field
from typing import Any

from app.kernel.i18n import _l

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
    "end": _l("At last"),
}


@dataclass(frozen=True)
class Stand:
    """An open opportunity as it stood."""

    amount: int
    expected_on: Any


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

    `outcomes`: `{id: "won" | "lost"}` of opportunities that are over. Start and all changes come to the end.
    """
    parts = {name: Part(name) for name in PARTS}

    def within(stand):
        return stand is not None and first <= stand.expected_on < end

    for one in before.keys() | after.keys():
        old, new = before.get(one), after.get(one)
        if within(old):
            parts["start"].add(one, old.amount)
        if within(new):
            parts["end"].add(one, new.amount)
        if within(old) and within(new):
            if new.amount != old.amount:
                parts["up" if new.amount > old.amount else "down"].add(one, new.amount - old.amount)
        elif within(old):
            parts["moved_out" if new is not None else outcomes.get(one, "gone")].add(one, -old.amount)
        elif within(new):
            parts["new" if old is None else "moved_in"].add(one, new.amount)
    return parts


def drawn(parts):
    """`[(Part, y, height)]` for a picture 100 high: each change hangs where the one before it ended."""
    spans, level = [], 0
    for name, part in parts.items():
        low, high = (0, part.yen) if name in ("start", "end") else sorted((level, level + part.yen))
        level = part.yen if name == "start" else level + part.yen
        spans.append((part, low, high))
    most = max((high for _part, _low, high in spans), default=0) or 1
    return [(part, 100 - 100 * high / most, 100 * (high - low) / most) for part, low, high in spans]
