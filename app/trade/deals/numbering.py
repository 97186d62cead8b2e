"""Numbers that do not tell how many deals others have (trade.md §1.2): `EXP-261127-048213`."""

import hashlib
import hmac

from sqlalchemy import text

from app.kernel import clock
from app.kernel.db import session
from app.kernel.sealing import drawn

PREFIXES = {"export": "EXP", "import": "IMP"}
_BITS, _ROUNDS, _MOST = 10, 6, 1_000_000


def next_number(direction):
    """The number of a new deal: direction, day (Japan), and a place in the platform's sequence, shuffled."""
    place = session.scalar(text("SELECT nextval('trade_numbers')"))
    day = clock.today().strftime("%y%m%d")
    shown = shuffled(place, drawn(b"trade numbers"))
    return f"{PREFIXES[direction]}-{day}-{shown:06d}"


def shuffled(place, key):
    """A number below a million for another, one to one: a Feistel network on 20 bits, walked until it is in range."""
    while True:
        left, right = place >> _BITS, place & (2**_BITS - 1)
        for turn in range(_ROUNDS):
            left, right = right, left ^ _mixed(key, turn, right)
        place = left << _BITS | right
        if place < _MOST:
            return place


def _mixed(key, turn, half):
    digest = hmac.digest(key, bytes((turn,)) + half.to_bytes(2, "big"), hashlib.sha256)
    return int.from_bytes(digest[:2], "big") & (2**_BITS - 1)
