"""Notices of deals told again in the mail of the day, as far as the reader may know of them by then (R25)."""

import uuid

from app.access.users.queries import ids_with_permission
from app.kernel.errors import Missing
from app.platform.notifications.kinds import Retold, retells
from app.trade.notices import kinds
from app.trade.notices.telling import event_of, muted_by, paper_told, told_as
from app.trade.organisations.queries import acted_for
from app.trade.permissions import VIEW
from app.trade.rooms.noting import knows
from app.trade.rooms.queries import enter_as

KINDS = (
    kinds.ADDED,
    kinds.REMOVED,
    kinds.SENT,
    kinds.DELETED,
    kinds.SAID,
    kinds.PERMITTED,
    kinds.PARTNERS,
    kinds.STOOD,
    kinds.SHARED,
)


@retells(*KINDS)
def retell(user_id, asked):
    """`[Retold | None]` for `asked`: facts of events, or of a removal. Each deal is entered once from each seat."""
    if user_id not in ids_with_permission(VIEW):
        return [None] * len(asked)
    rooms = {}
    return [_event(user_id, facts, rooms) if "seat" in facts else _removal(user_id, facts) for facts in asked]


def _removal(user_id, facts):
    """What somebody out of a deal may still know of it is its number (R44)."""
    if uuid.UUID(facts["organisation"]) not in acted_for(user_id):
        return None
    message = kinds.ABOUT_ME["partner.removed"].message
    return Retold(facts["number"], "/deals/", message, {"deal": facts["number"]})


def _event(user_id, facts, rooms):
    place = facts["deal"], facts["seat"]
    if place not in rooms:
        rooms[place] = _entered(user_id, *map(uuid.UUID, place))
    entered = rooms[place]
    noted = event_of(entered.deal.id, uuid.UUID(facts["event"])) if entered else None
    if noted is None:
        return None
    document, paper = paper_told(entered, noted)
    if not knows(entered.room, entered.seat, noted, paper):
        return None
    telling, path, values = told_as(entered, noted, document, facts["number"])
    return Retold(values["deal"], path, telling.message, values)


def _entered(user_id, deal_id, seat_id):
    """The deal from the seat while the user acts for it and wants to hear of it, else None."""
    try:
        entered = enter_as(deal_id, seat_id)
    except Missing:
        return None
    mine = entered.room.seats[seat_id].organisation in acted_for(user_id)
    return entered if mine and user_id not in muted_by(seat_id) else None
