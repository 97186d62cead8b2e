"""Invitees of somebody who leaves get another inviter."""

from app.kernel.clock import now
from app.kernel.db import session
from app.trade.documents.queries import papers_in
from app.trade.rooms.noting import note


def below(room, partner_id):
    """Ids of all active seats that the partner brought in, by itself or through others, nearest first."""
    found, waiting = [], [partner_id]
    while waiting:
        above = waiting.pop(0)
        here = [seat.id for seat in room.seats.values() if seat.active and seat.inviter == above]
        found += here
        waiting += here
    return found


def adopt(entered, old, new, before):
    """Active invitees of seat `old` become `new`'s; hidden ones stay hidden (R43). What was is put into `before`.

    Where `new` has invited the same organisation as the same type itself, the two become one: it keeps that seat,
    which takes over the documents and the invitees of the other.
    """
    rows = entered.participations
    for child in [one for one in rows.values() if one.status == "active" and one.inviter_id == old]:
        twin = _twin(rows, child, new)
        told = [one for one in (child.id, new) if entered.room.seats[one].enabled]
        note(entered, "partner.taken_over", audience=[child.id, new], told=told, partner=str(child.id))
        if twin is None:
            before["parents"].append([str(child.id), str(old), str(new)])
            child.inviter_id = new
        else:
            _merge(entered, child, twin, before)
        session.flush()


def _twin(rows, child, inviter):
    same = (child.organisation_id, child.business_type)
    for one in rows.values():
        if one.status == "active" and one.inviter_id == inviter and one.id != child.id:
            if (one.organisation_id, one.business_type) == same:
                return one
    return None


def _merge(entered, child, twin, before):
    child.status, child.removed_at = "removed", now()
    before["seats"].append(str(child.id))
    for row, _paper in papers_in(entered):
        if row.creator_id == child.id:
            before["documents"].append([str(row.id), row.status, str(child.id), str(twin.id)])
            row.creator_id = twin.id
    session.flush()
    adopt(entered, child.id, twin.id, before)
