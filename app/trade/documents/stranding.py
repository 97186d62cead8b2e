"""Locking documents that nobody may change any more: the inviters of who was downgraded are warned (R26)."""

from dataclasses import replace

from app.kernel.events import subscribe
from app.trade import sight
from app.trade.documents.queries import locks_in, papers_in
from app.trade.rooms.noting import note
from app.trade.rulebooks.patterns import MARKS


@subscribe("trade.noted")
def warn(entered, noted, told):
    """After rights were lowered, tell the chain of inviters of each locking document that is left without a writer."""
    if noted.kind != "partner.permitted":
        return
    lowered = {kind: MARKS[old] for kind, (old, new) in noted.details["changed"].items() if new < old}
    if not lowered:
        return
    room, holders = entered.room, set(locks_in(entered).values())
    seat = room.seats[noted.partner_id]
    before = replace(room, seats={**room.seats, seat.id: replace(seat, grants=seat.grants | lowered)})
    for row, paper in papers_in(entered):
        if row.id in holders and row.kind in lowered:
            _warn(entered, before, row, paper, sight.ancestors(room, seat.id))


def _warn(entered, before, row, paper, chain):
    room = entered.room
    warned = [
        one
        for one in chain
        if sight.effective(room, one, paper) >= sight.READ and sight.stranded(before, room, one, paper)
    ]
    if warned:
        note(entered, "lock.stranded", document=row, paper=paper, audience=warned)
