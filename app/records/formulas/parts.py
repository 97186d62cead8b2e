"""What a formula is made of."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Literal:
    """A number, a text, or yes and no."""

    value: Decimal | str | bool


@dataclass(frozen=True)
class Reference:
    """The value of a field, by its code."""

    name: str


@dataclass(frozen=True)
class Sign:
    """`-` or `not` before one part."""

    sign: str
    of: object


@dataclass(frozen=True)
class Pair:
    """Two parts and the sign between them."""

    sign: str
    left: object
    right: object


@dataclass(frozen=True)
class Call:
    """A function and what it is given."""

    name: str
    given: tuple


def below(part):
    """The parts directly inside a part."""
    if isinstance(part, Sign):
        return (part.of,)
    if isinstance(part, Pair):
        return (part.left, part.right)
    return part.given if isinstance(part, Call) else ()


def references(part):
    """Codes of the fields a formula looks at."""
    found, waiting = set(), [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Reference):
            found.add(one.name)
        waiting += below(one)
    return found


def height(part):
    """How many parts lie inside one another at most (a row of signs `1+1+1` counts each)."""
    tall, waiting = 0, [(part, 1)]
    while waiting:
        one, level = waiting.pop()
        tall = max(tall, level)
        waiting += ((inner, level + 1) for inner in below(one))
    return tall
