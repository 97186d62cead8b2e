"""What a removal would bring, as far as the remover may know, and what can still be taken back."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Conflict, Missing, Rejected
from app.platform.settings import value_of
from app.trade import sight
from app.trade.documents.queries import documents_in
from app.trade.partners.permitting import managed
from app.trade.removals.model import PartnerRemoval
from app.trade.removals.settings import TAKE_OVER_DAYS
from app.trade.rooms.model import Participation
from app.trade.rooms.noting import attributed_at

UNDO_DAYS = 30


@dataclass(frozen=True)
class Preview:
    """What follows: `documents` (Held) that it made, `invitees` (sight.Seat); both as far as the remover may know."""

    row: Participation
    documents: list
    invitees: list

    @property
    def usual(self):
        """`transfer` once any of them was sent, else `delete` (R42)."""
        return "transfer" if any(one.paper.published for one in self.documents) else "delete"


def preview(entered, partner_id):
    """The Preview of taking a partner out. Raises Missing, Rejected, and Conflict when it is out already."""
    row = removable(entered, partner_id)
    documents = [one for one in documents_in(entered) if partner_id in _makers(entered, one.row)]
    invitees = [
        seat
        for seat in entered.partners()
        if seat.inviter is not None and entered.believed(seat.inviter) == partner_id
    ]
    return Preview(row, documents, invitees)


def _makers(entered, row):
    """Who made a document: as it is told now, and as its page says."""
    return entered.believed(row.creator_id), attributed_at(entered, row.links, row.created_at)


def removable(entered, partner_id):
    """The Participation, if the acting seat may take it out now."""
    seat = entered.room.seats.get(partner_id)
    if seat is None:
        raise Missing
    if not seat.active and seat.inviter == entered.seat and sight.able(entered.room, entered.seat):
        raise Conflict("This partner has been taken out already.")
    if entered.deal.inquiry:
        raise Rejected("An inquiry is between two; nobody in it can be hidden or leave.")
    return managed(entered, partner_id)


def may_take_over(entered, partner_id):
    """Whether the partner's organisation has been switched off for long enough that its invitees need another (R48)."""
    since = entered.organisation(partner_id).disabled_at
    return since is not None and since <= now() - dt.timedelta(days=value_of(TAKE_OVER_DAYS))


def returnable(entered):
    """Removals by the acting seat that can still be taken back, the latest first (a select)."""
    asked = select(PartnerRemoval).where(
        PartnerRemoval.deal_id == entered.deal.id,
        PartnerRemoval.seat_id == entered.seat,
        PartnerRemoval.returned_at.is_(None),
        PartnerRemoval.removed_at > now() - dt.timedelta(days=UNDO_DAYS),
    )
    return asked.order_by(PartnerRemoval.removed_at.desc(), PartnerRemoval.id)


def returnable_now(entered):
    """The rows of `returnable`."""
    return session.scalars(returnable(entered)).all()
