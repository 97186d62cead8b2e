"""What one does on a deal's page beside partners and documents: messages, own numbers, reading marks."""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.kernel.ids import new_id
from app.platform.audit import record
from app.trade import sight
from app.trade.desk.model import DealReading, OwnNote
from app.trade.rooms.model import DealEvent, Participation
from app.trade.rooms.noting import kept, note

LONGEST = 4000


def say(entered, text, audience=None, *, message_id=None):
    """Write a message to everybody in the deal, or to the seats `audience` that the reader sees. The deal is locked.

    A seat that is not seen is not there (Missing). `message_id` was made with the form: sent twice, it stands once.
    Raises Rejected for an empty message or a closed deal.
    """
    if not text.strip():
        raise Rejected("Enter a message.", "text")
    if not sight.able(entered.room, entered.seat):
        raise Rejected("This deal is closed; nothing can be changed in it.")
    seen = {seat.id for seat in sight.partners(entered.room, entered.seat)}
    if audience is not None and not set(audience) <= seen:
        raise Missing
    known = session.get(DealEvent, (entered.deal.id, message_id)) if message_id else None
    if known is not None:
        return known
    to = [kept(sight.attribution(entered.room, one)) for one in audience or ()]
    said = {"text": text.strip()[:LONGEST], "to": to}
    return note(entered, "message", audience=audience or None, event_id=message_id, **said)


def set_own_number(entered, number):
    """社内管理番号 of the acting seat. Raises Rejected (`number`) when the organisation has it elsewhere."""
    organisation_id = entered.room.seats[entered.seat].organisation
    number = number.strip()
    _free(organisation_id, number)
    new = insert(OwnNote).values(
        tenant_id=context.tenant_id(),
        id=new_id(),
        deal_id=entered.deal.id,
        participation_id=entered.seat,
        organisation_id=organisation_id,
        number=number,
    )
    keys = ["tenant_id", "participation_id"]
    try:
        with session.begin_nested():
            session.execute(new.on_conflict_do_update(index_elements=keys, set_={"number": number}))
    except IntegrityError:
        raise Rejected("Your organisation uses this number for another deal.", "number") from None
    record("deal.numbered", entered.deal, label=entered.deal.number, own_number=number)


def _free(organisation_id, number):
    """Seats that the organisation has lost hold no number any more (R45)."""
    still = select(Participation.id).where(
        Participation.tenant_id == context.tenant_id(), Participation.status == "active"
    )
    session.execute(
        update(OwnNote)
        .where(OwnNote.organisation_id == organisation_id, OwnNote.number == number, OwnNote.number != "")
        .where(OwnNote.participation_id.not_in(still))
        .values(number="")
        .execution_options(synchronize_session=False)
    )


def mark_read(seat_id):
    """The actor has read the deal from this seat up to now."""
    _keep(seat_id, read_at=now())


def mute(seat_id, muted):
    """Whether the actor wants to hear of this deal."""
    _keep(seat_id, muted=muted)


def _keep(seat_id, **values):
    new = insert(DealReading).values(
        tenant_id=context.tenant_id(),
        id=new_id(),
        user_id=context.actor().id,
        participation_id=seat_id,
        **{"muted": False, **values},
    )
    keys = ["tenant_id", "user_id", "participation_id"]
    session.execute(new.on_conflict_do_update(index_elements=keys, set_=values))
