"""Deals above and below a deal: the booking's above those of its B/Ls (trade.md §1.2). One step is shown, never more.

Who does not take part in both knows nothing of the link. So nothing is said of deals further up or down either: a
circle through deals that somebody cannot see would otherwise be refused, and the refusal would tell of them.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.text import nfkc
from app.platform.audit import record
from app.trade import sight
from app.trade.deals.opening import as_owner
from app.trade.organisations.queries import acted_for
from app.trade.rooms.model import Deal, Participation
from app.trade.rooms.noting import note
from app.trade.rooms.queries import deal_numbered


@dataclass(frozen=True)
class Relative:
    """A deal above or below, with the own seat in it."""

    deal_id: object
    seat_id: object
    number: str
    name: str


def relatives(deal):
    """Column: deals above and below that the actor takes part in, as JSON for `family_from`; to read with others."""
    place = func.jsonb_build_array(Deal.id, Participation.id, Deal.number, Deal.name)
    asked = (
        select(func.jsonb_agg(place))
        .join(Participation, Participation.deal_id == Deal.id)
        .where(
            or_(Deal.parent_id == deal.id, Deal.id == deal.parent_id),
            Participation.tenant_id == context.tenant_id(),
            Participation.organisation_id.in_(acted_for()),
            Participation.status == "active",
        )
    )
    return asked.scalar_subquery().label("relatives")


def family_from(deal, rows):
    """`(the Relative above or None, [Relatives below])` of what `relatives` gave."""
    found = {}
    for deal_id, seat_id, number, name in sorted(rows or (), key=lambda row: (row[2], row[1])):
        found.setdefault(UUID(deal_id), Relative(UUID(deal_id), UUID(seat_id), number, name))
    return found.pop(deal.parent_id, None), list(found.values())


def family(entered):
    """The same of a deal by itself. One statement."""
    return family_from(entered.deal, session.scalar(select(relatives(entered.deal))))


def deal_above(number, below=None):
    """The id of the deal with this number, to stand under; None for no number. Raises Rejected (`parent`)."""
    if not nfkc(number or ""):
        return None
    parent_id = deal_numbered(nfkc(number).upper(), "parent")
    if below is not None and parent_id in {below.deal.id, *(one.deal_id for one in family(below)[1])}:
        raise Rejected("A deal cannot stand under itself or a deal below it.", "parent")
    return parent_id


def put_under(entered, number):
    """The owner puts the deal under the one with this number, or under none. The deal is locked. Raises Rejected."""
    as_owner(entered)
    if not sight.able(entered.room, entered.seat):
        raise Rejected("This deal is closed; nothing can be changed in it.")
    before, after = entered.deal.parent_id, deal_above(number, entered)
    if before == after:
        return
    entered.deal.parent_id = after
    session.flush()
    note(entered, "deal.parented", audience=_in_both(entered, [one for one in (before, after) if one]))
    record("deal.parented", entered.deal, label=entered.deal.number)


def _in_both(entered, parents):
    """Seats here whose organisation takes part in one of these deals too."""
    asked = select(Participation.organisation_id).where(
        Participation.deal_id.in_(parents), Participation.status == "active"
    )
    there = set(session.scalars(asked))
    return [seat.id for seat in entered.room.seats.values() if seat.active and seat.organisation in there]
