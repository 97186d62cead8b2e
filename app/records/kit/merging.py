"""Two people changed one record: what each did since the version both began with. Pure; values are plain JSON."""

from dataclasses import dataclass
from typing import Any

THEIRS, MINE = "theirs", "mine"
SIDES = (THEIRS, MINE)
UNKNOWN = object()
"""What a field held when nobody can tell any more: whatever differs is then a conflict."""


@dataclass(frozen=True)
class Difference:
    """A field that the two left with different values. `before` is what both began with."""

    name: str
    before: Any
    theirs: Any
    mine: Any

    @property
    def side(self):
        """Whose value stands without asking: of the one who changed it. None when both did: a conflict."""
        if self.before is UNKNOWN:
            return None
        if self.mine == self.before:
            return THEIRS
        return MINE if self.theirs == self.before else None


def differences(before, theirs, mine):
    """The fields (of `mine`, a mapping) that hold something else in `theirs`, in the order of `mine`."""
    return [
        Difference(name, before.get(name, UNKNOWN), theirs[name], value)
        for name, value in mine.items()
        if name in theirs and theirs[name] != value
    ]


def merged(found, theirs, mine, chosen):
    """What to save on top of `theirs`: `(values, undecided names)`.

    `chosen`: `{name: THEIRS or MINE}`; without a choice the `side` of a difference stands. An undecided conflict has
    no value: never save while there is one.
    """
    values, undecided = dict(mine), []
    for one in found:
        side = chosen.get(one.name, one.side)
        if side not in SIDES:
            undecided.append(one.name)
            del values[one.name]
        elif side == THEIRS:
            values[one.name] = theirs[one.name]
    return values, undecided
