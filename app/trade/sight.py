"""Who sees what in a deal, who may do what, and who is believed to have acted. Pure: no database, no clock, no words.

Every list, page, count, export, notice and webhook asks here and nowhere else (trade.md §3, §6.3). The functions are
total over rooms that hold together (`check`). A seat (参加) is organisation x business type, invited by another seat.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NONE, READ, WRITE = 0, 1, 2
NEVER_HIDDEN = "SH"
"""荷主 can never be hidden (trade.md §6.1)."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A participation. `grants`: the level given for each kind of document when invited, or since (layer 2).

    `enabled`: its organisation is; `entitled`: the organisation still has this business type (R3, R48).
    """

    id: object
    organisation: object
    business_type: str
    inviter: object = None
    hidden: bool = False
    active: bool = True
    enabled: bool = True
    entitled: bool = True
    grants: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as far as rights go. `published`: sent at least once. `restricted`: layer 3, `{seat: level}`."""

    id: object
    kind: str
    creator: object
    published: bool = True
    restricted: Mapping[object, int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of an attribution: a seat, and who sees it (None: everybody)."""

    seat: object
    seers: frozenset | None


@dataclass(frozen=True, slots=True)
class Room:
    """A deal. `ceilings`: `{business type: {kind: level}}` of its pattern; `may_hide`: `{(inviter's type, type)}`."""

    seats: Mapping[object, Seat]
    ceilings: Mapping[str, Mapping[str, int]]
    may_hide: frozenset = frozenset()
    open: bool = True
    ancestors_see: bool = False


def check(room):
    """Raise ValueError unless exactly one seat has no inviter, is public, and every chain ends at it (R1)."""
    owners = [seat for seat in room.seats.values() if seat.inviter is None]
    if len(owners) != 1 or owners[0].hidden:
        raise ValueError("a deal has one owner, who is public")
    for seat in room.seats.values():
        if len(ancestors(room, seat.id)) >= len(room.seats):
            raise ValueError("inviters in a circle")


def ancestors(room, n):
    """The inviters of `n`, nearest first, up to the owner (or as many as there are seats)."""
    found, above = [], room.seats[n].inviter
    while above is not None and len(found) < len(room.seats):
        found.append(above)
        above = room.seats[above].inviter
    return tuple(found)


def sees(room, v, n):
    """Whether seat `v` knows that seat `n` is there: itself, public, invited by `v`, or the inviter of `v` (§6.3)."""
    seat = room.seats[n]
    return (
        v == n
        or not seat.hidden
        or v == seat.inviter
        or room.seats[v].inviter == n
        or (room.ancestors_see and v in ancestors(room, n))
    )


def believed(room, v, n):
    """The seat that `v` believes to have acted when `n` acts: `n`, or its nearest inviter that `v` sees."""
    while not sees(room, v, n):
        n = room.seats[n].inviter
    return n


def attribution(room, n):
    """The links from `n` up to the first public seat, to be kept with what `n` does: it holds for ever (R46, R47)."""
    links = []
    while room.seats[n].hidden:
        links.append(Link(n, frozenset(v for v in room.seats if sees(room, v, n))))
        n = room.seats[n].inviter
    return (*links, Link(n, None))


def attributed(links, v):
    """Who acted, as `v` is told: the first link that `v` saw at the time."""
    return next(link.seat for link in links if link.seers is None or v in link.seers)


def partners(room, v):
    """The active seats that `v` knows of, in the order of the room."""
    return [seat for seat in room.seats.values() if seat.active and sees(room, v, seat.id)]


def shown_inviter(room, v, n):
    """The inviter of `n` as `v` is told, or None for the owner."""
    above = room.seats[n].inviter
    return None if above is None else believed(room, v, above)


def present(room, v):
    """Whether the seat opens the deal to its people at all (R7)."""
    return room.seats[v].active and room.seats[v].enabled


def able(room, v):
    """Whether the seat may write anything now (R3, R48, R70)."""
    return room.open and present(room, v) and room.seats[v].entitled


def ceiling(room, business_type, kind):
    """The most that a business type may have on a kind of document in this pattern (layer 1)."""
    return room.ceilings.get(business_type, {}).get(kind, NONE)


def allowed(room, v, kind):
    """Layers 1 and 2: what the seat may do with documents of the kind in this deal."""
    if not present(room, v):
        return NONE
    seat = room.seats[v]
    return min(ceiling(room, seat.business_type, kind), seat.grants.get(kind, NONE))


def effective(room, v, paper):
    """All three layers for one document (§3). A draft that was never sent is its creator's alone (R20)."""
    if paper.creator == v:
        return allowed(room, v, paper.kind)
    if not paper.published:
        return NONE
    level = allowed(room, v, paper.kind)
    return level if paper.restricted is None else min(level, paper.restricted.get(v, NONE))


def readers(room, paper):
    """The seats that may read the document, in the order of the room."""
    return [seat.id for seat in room.seats.values() if effective(room, seat.id, paper) >= READ]


def stranded(before, after, v, paper):
    """Whether, for all that `v` sees, nobody may write the document any more who could in the room `before` (R26).

    What seats do that `v` does not see leaves no trace: a warning left out would tell of a hidden writer.
    """

    def writers(room):
        return [seat for seat in partners(room, v) if effective(room, seat.id, paper) == WRITE]

    return bool(writers(before)) and not writers(after)


def told(room, paper, actor):
    """Who hears of what `actor` did with the document (R61)."""
    return [seat for seat in readers(room, paper) if seat != actor]


def may_create(room, v, kind):
    """RW on the kind; asked before anything else, so that a refusal tells nothing (R15)."""
    return able(room, v) and allowed(room, v, kind) == WRITE


def may_edit(room, v, paper):
    """RW on the document. Sending asks the same."""
    return able(room, v) and effective(room, v, paper) == WRITE


def may_delete(room, v, paper):
    """Creator and RW, both (R17)."""
    return paper.creator == v and may_edit(room, v, paper)


def may_restrict(room, v, paper):
    """Only the creating seat narrows who reads a document (R16).

    Another seat of its organisation would tell who made it, should the creator be hidden (R38).
    """
    return able(room, v) and paper.creator == v


def may_invite(room, v, business_type, hidden):
    """Any active seat of an open deal; hidden only as the table of the pattern allows, a shipper never (R4, R27)."""
    pair = (room.seats[v].business_type, business_type)
    return able(room, v) and (not hidden or (business_type != NEVER_HIDDEN and pair in room.may_hide))


def may_manage(room, v, n):
    """Change or remove a partner: its inviter alone, never itself, never the owner (R5, R6, R41)."""
    return able(room, v) and room.seats[n].active and room.seats[n].inviter == v


def may_grant(room, v, n, kind, level):
    """Whether the inviter may set `n`'s level on a kind: anything up to the ceiling of its type (R11)."""
    return may_manage(room, v, n) and NONE <= level <= ceiling(room, room.seats[n].business_type, kind)


def why(room, v, paper):
    """The rules by which `v` reads the document, strongest first, as codes with the level of each; () if it may not.

    Says nothing of seats: whoever else may read it stays unknown (issue: "Why can I see this?").
    """
    if effective(room, v, paper) < READ:
        return ()
    seat = room.seats[v]
    reasons = [
        ("ceiling", ceiling(room, seat.business_type, paper.kind)),
        ("granted", seat.grants.get(paper.kind, NONE)),
    ]
    if paper.creator == v:
        reasons.append(("created", allowed(room, v, paper.kind)))
    elif paper.restricted is not None:
        reasons.append(("opened", paper.restricted.get(v, NONE)))
    return tuple(reasons)


def hideable(ceilings, denied=frozenset()):
    """`{(inviter's type, invitee's type)}` by the rule of §6.1: no wider on any kind, no shipper, not denied."""

    def within(low, high):
        return all(level <= high.get(kind, NONE) for kind, level in low.items())

    return frozenset(
        (a, b)
        for a, high in ceilings.items()
        for b, low in ceilings.items()
        if b != NEVER_HIDDEN and within(low, high) and (a, b) not in denied
    )
