"""Random rooms for properties of `trade.sight`: trees of seats over few organisations, hidden as the rules allow."""

import random

from hypothesis import strategies as st

from app.trade import sight
from app.trade.rulebooks.catalogue import BUSINESS_TYPES, matrix
from app.trade.rulebooks.patterns import PATTERNS, levels

RULES = {}
for pattern in PATTERNS:
    ceilings = levels(matrix(pattern.direction, pattern.load_type, pattern.brokered, pattern.coastal))
    RULES[pattern] = (ceilings, sight.hideable(ceilings))
ORGANISATIONS = "ABCDE"


def room_of(chance, most=8):
    """A `sight.Room` of up to `most` seats that the rules could have brought about. `chance`: random.Random."""
    ceilings, may_hide = RULES[chance.choice(PATTERNS)]
    taking_part = [one for one in BUSINESS_TYPES if any(ceilings[one].values())]
    seats = {}
    for number in range(chance.randint(1, most)):
        inviter = chance.choice(list(seats)) if seats else None
        kind = chance.choice(taking_part)
        may = inviter is not None and (seats[inviter].business_type, kind) in may_hide
        seats[number] = sight.Seat(
            id=number,
            organisation=chance.choice(ORGANISATIONS),
            business_type=kind,
            inviter=inviter,
            hidden=may and chance.random() < 0.7,
            active=number == 0 or chance.random() < 0.85,
            enabled=chance.random() < 0.9,
            entitled=chance.random() < 0.9,
            grants={
                name: chance.choice((level, level, 0, 1)) if level else 0
                for name, level in ceilings[kind].items()
            },
        )
    return sight.Room(seats, ceilings, may_hide, chance.random() < 0.8, chance.random() < 0.2)


def paper_in(room, chance):
    """A document somebody in the room may have made, restricted or not, sent or not."""
    seats = list(room.seats)
    restricted = (
        {chance.choice(seats): chance.randint(0, 2) for _ in range(3)} if chance.random() < 0.4 else None
    )
    return sight.Paper(
        id="paper",
        kind=chance.choice(list(room.ceilings["SH"])),
        creator=chance.choice(seats),
        published=chance.random() < 0.7,
        restricted=restricted,
    )


chances = st.integers(0, 2**63).map(random.Random)
"""One draw a room: drawing every part of it through hypothesis takes a hundred times as long."""
