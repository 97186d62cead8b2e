"""業務パターン: export or import, full or loose containers, with or without a broker, with or without a coastal leg."""

from dataclasses import dataclass
from itertools import product

from app.kernel.errors import Missing
from app.trade import sight
from app.trade.rulebooks.catalogue import BUSINESS_TYPES

DIRECTIONS, LOADS = ("export", "import"), ("FCL", "LCL")
MARKS = {"-": sight.NONE, "R": sight.READ, "W": sight.WRITE}
MARK_OF = {level: mark for mark, level in MARKS.items()}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One of the sixteen."""

    direction: str
    load_type: str
    brokered: bool
    coastal: bool

    @property
    def name(self):
        """As it is stored: `export/FCL/brokered/coastal`, `import/LCL/direct/inland`."""
        broker = "brokered" if self.brokered else "direct"
        return "/".join((self.direction, self.load_type, broker, "coastal" if self.coastal else "inland"))

    @property
    def key(self):
        """The name as a part of an address."""
        return self.name.replace("/", "-")


PATTERNS = tuple(Pattern(*axes) for axes in product(DIRECTIONS, LOADS, (True, False), (True, False)))
_BY_NAME = {one.name: one for one in PATTERNS}


def pattern_called(name):
    """The pattern of a stored name. Raises Missing."""
    if name not in _BY_NAME:
        raise Missing
    return _BY_NAME[name]


def pattern_at(key):
    """The pattern of an address. Raises Missing."""
    return pattern_called(key.replace("-", "/"))


def levels(marks):
    """`{kind: "WR-…"}` as `{business type: {kind: level}}`, the shape that `sight` reads."""
    return {
        business_type: {kind: MARKS[row[at]] for kind, row in marks.items()}
        for at, business_type in enumerate(BUSINESS_TYPES)
    }
