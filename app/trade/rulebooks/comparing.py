"""What differs between two versions of a pattern's rules, and what that does to the seats of open deals. Pure."""

from dataclasses import dataclass, field

from app.trade import sight
from app.trade.rulebooks.catalogue import BUSINESS_TYPES
from app.trade.rulebooks.kinds import LABELS
from app.trade.rulebooks.patterns import MARK_OF, MARKS, levels


@dataclass(frozen=True)
class Draft:
    """Rules as they are or would be, in the shape they are stored in (`model.Rulebook`)."""

    ceilings: dict
    defaults: dict
    denied: list = field(default_factory=list)

    @property
    def pairs(self):
        """The denied pairs as `sight` reads them."""
        return frozenset(map(tuple, self.denied))

    @property
    def allowed(self):
        """`{(inviter's type, invitee's type)}` that may hide under these rules."""
        return sight.hideable(levels(self.ceilings), self.pairs)


@dataclass(frozen=True)
class Change:
    """A cell with another mark than before. `what`: ceiling or default."""

    what: str
    kind: str
    business_type: str
    before: str
    after: str


@dataclass(frozen=True)
class Effect:
    """What `seats` open participations may do with a kind before and after."""

    kind: str
    business_type: str
    before: str
    after: str
    seats: int

    @property
    def lost(self):
        """Whether they may do less than before."""
        return MARKS[self.after] < MARKS[self.before]


def draft_of(book):
    """A Rulebook as a Draft."""
    return Draft(book.ceilings, book.defaults, book.denied)


def in_order(kinds):
    """The kinds in the order of the catalogue; the database keeps none."""
    return [kind for kind in LABELS if kind in kinds]


def above(draft):
    """`(kind, business type)` of the defaults above their ceiling."""
    return [
        (kind, business_type)
        for kind, business_type, ceiling, default in _cells(draft.ceilings, draft.defaults)
        if MARKS[default] > MARKS[ceiling]
    ]


def changes(before, after):
    """The Changes from one Draft to another: ceilings first, in the order of the table."""
    return [
        Change(what, *cell)
        for what in ("ceiling", "default")
        for cell in _cells(getattr(before, what + "s"), getattr(after, what + "s"))
        if cell[2] != cell[3]
    ]


def pairs_changed(before, after):
    """Two lists of pairs: those that may hide from now on, those that may not any more."""
    return sorted(after.allowed - before.allowed), sorted(before.allowed - after.allowed)


def difference(before, after):
    """Both, as the pages show them."""
    return {"cells": changes(before, after), "pairs": pairs_changed(before, after)}


def differ(before, after):
    """Whether anything is different at all."""
    return bool(changes(before, after)) or before.pairs != after.pairs


def effects(before, after, held):
    """The Effects on open deals, losses first. `held`: rows `(kind, business type, mark given, seats)`."""
    moved = {(one.kind, one.business_type): one for one in changes(before, after) if one.what == "ceiling"}
    found = {}
    for kind, business_type, mark, seats in held:
        change = moved.get((kind, business_type))
        old, new = (_least(mark, change.before), _least(mark, change.after)) if change else (mark, mark)
        if old != new:
            key = (kind, business_type, old, new)
            found[key] = found.get(key, 0) + seats
    rows = [Effect(*key, seats) for key, seats in found.items()]
    order = {one: at for at, one in enumerate((*LABELS, *BUSINESS_TYPES))}
    return sorted(rows, key=lambda one: (not one.lost, order[one.kind], order[one.business_type], one.before))


def _least(mark, other):
    return MARK_OF[min(MARKS[mark], MARKS[other])]


def _cells(rows, others):
    for kind in in_order(rows):
        yield from zip([kind] * len(BUSINESS_TYPES), BUSINESS_TYPES, rows[kind], others[kind], strict=True)
