"""Finding deals by the numbers people have in hand (trade.md §1): only those one takes part in, and only by what one
may read there. For everybody else, and for every other number, there is nothing (R8, R14).
"""

from sqlalchemy import select, text

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.kernel.text import nfkc
from app.trade.desk.model import OwnNote
from app.trade.documents.heading import carried_for
from app.trade.documents.keys import CONTAINERS, key_of
from app.trade.documents.model import DealKey, RootField
from app.trade.organisations.queries import acted_for
from app.trade.rooms.model import Deal, Participation

MOST = 500
"""Deals looked at for one number or name: the latest ones."""
SCAC = "scac"
_NAMED = text("SELECT deal_id, seat_id FROM trade_seats_named(:mine, :words, :state, :direction, :most)")


def deals_by_key(*, number="", own_number="", booking_number="", scac="", bl_number="", container=""):
    """Ids of the deals the actor takes part in that have the given number, the latest first; [] for none.

    One of the numbers is given; `scac` narrows a booking number. Spaces, hyphens and case do not count.
    """
    asked = {"booking_number": booking_number, "bl_number": bl_number, CONTAINERS: container}
    if number:
        seats = seats_numbered(number)
    elif own_number:
        seats = seats_own_numbered(own_number)
    else:
        path, given = next((pair for pair in asked.items() if pair[1]), ("", ""))
        seats = seats_keyed(given, (path,), scac) if path else []
    return list(dict.fromkeys(deal for deal, _seat in seats))


def deal_by_key(**asked):
    """The id of the one deal that `deals_by_key` finds. Raises Missing for none, Rejected for several."""
    found = deals_by_key(**asked)
    if not found:
        raise Missing
    if len(found) > 1:
        raise Rejected("%(n)s deals have this number. Give the deal number instead.", n=len(found))
    return found[0]


def seats_found(words):
    """`[(deal id, seat id)]` of own seats in deals that what was typed is a number of: the deal's, one's own, booking,
    B/L, container.

    `words`: also a carrier code and a booking number, with a space between.
    """
    words = nfkc(words)
    found = [*seats_numbered(words), *seats_own_numbered(words), *seats_keyed(words)]
    first, _space, rest = words.partition(" ")
    if rest and len(first) <= 4:  # SCAC
        found += seats_keyed(rest, ("booking_number",), first)
    return list(dict.fromkeys(found))


def seats_named(words, *, status="", direction=""):
    """`[(deal id, seat id)]` of own seats in deals whose name has the words in it: the latest MOST."""
    asked = {"mine": acted_for(), "words": nfkc(words), "state": status, "direction": direction, "most": MOST}
    return [tuple(row) for row in session.execute(_NAMED, asked)]


def seats_numbered(number):
    """`[(deal id, seat id)]` of own seats in the deal of this number."""
    asked = _own_seats().join(Deal, Deal.id == Participation.deal_id)
    return _pairs(asked.where(Deal.number == nfkc(number).upper()))


def seats_own_numbered(number):
    """The same by 社内管理番号 of organisations one acts for (R9)."""
    asked = _own_seats().join(
        OwnNote,
        (OwnNote.tenant_id == Participation.tenant_id) & (OwnNote.participation_id == Participation.id),
    )
    return _pairs(asked.where(OwnNote.organisation_id.in_(acted_for()), OwnNote.number == nfkc(number)))


def seats_keyed(number, paths=("booking_number", "bl_number", CONTAINERS), scac=""):
    """The same by a number that documents share, from seats that can read it in one of them; `scac` too if given."""
    if not key_of(number):
        return []
    asked = (
        _own_seats()
        .add_columns(DealKey.path)
        .join(DealKey, DealKey.deal_id == Participation.deal_id)
        .where(DealKey.plain == key_of(number), DealKey.path.in_(paths))
    )
    if scac:
        asked = asked.join(RootField, RootField.deal_id == Participation.deal_id).where(
            RootField.path == SCAC, RootField.plain == key_of(scac)
        )
    found = session.execute(asked.limit(MOST)).all()
    names = carried_for([(deal, seat) for deal, seat, _path in found])
    return [
        (deal, seat)
        for deal, seat, path in found
        if {path, *((SCAC,) if scac else ())} <= names.get(seat, frozenset())
    ]


def _own_seats():
    return (
        select(Participation.deal_id, Participation.id)
        .where(
            Participation.tenant_id == context.tenant_id(),
            Participation.organisation_id.in_(acted_for()),
            Participation.status == "active",
        )
        .order_by(Participation.last_event_at.desc(), Participation.id)
    )


def _pairs(asked):
    return [tuple(row) for row in session.execute(asked.limit(MOST))]
