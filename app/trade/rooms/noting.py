"""What happened in a deal: stored once with the attribution of its time, told to each seat in its own way."""

from dataclasses import dataclass

from sqlalchemy import update

from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.events import publish
from app.kernel.ids import new_id
from app.trade import sight
from app.trade.rooms.model import DealEvent, Participation


@dataclass(frozen=True)
class Told:
    """An event as one seat is told of it: who acted (`seat`), and the person for their own organisation.

    Others never hear of persons, only of organisations: a name that were missing at times would tell that somebody
    hidden had acted (R32 stands above R30).
    """

    event: DealEvent
    seat: object
    user_name: str
    user_mail: str


def kept(links):
    """An attribution (`sight.Link`s) as it is stored."""
    return [[str(link.seat), None if link.seers is None else sorted(map(str, link.seers))] for link in links]


def attributed(links, *eyes):
    """Who acted by stored `links`, as a seat is told: its id as text. Of several eyes each passes on the rest."""
    links = list(links)
    for eye in map(str, eyes):
        while links[0][1] is not None and eye not in links[0][1]:
            del links[0]
    return links[0][0]


def attributed_at(entered, links, at):
    """The seat that acted by stored `links`, as the reader was told when that was (`at`).

    Whoever has come in since was not told, and is told what holds now: of one that was public then and is hidden now
    it never hears.
    """
    told = attributed(links, *entered.eyes)
    seat = next(one for one in entered.participations if str(one) == told)
    for eye in entered.eyes:
        if entered.participations[eye].added_at > at:
            seat = sight.believed(entered.room, eye, seat)
    return seat


def note(
    entered,
    kind,
    *,
    document=None,
    paper=None,
    partner_id=None,
    audience=None,
    told=None,
    event_id=None,
    **details,
):
    """Note an event by the acting seat; the deal is locked by then. Returns the DealEvent.

    `paper`: the document as `sight` reads it, when the event is about one. `partner_id`: the seat it is about.
    `audience`: the seats it is for, beside the acting one (default: all who may know). `told`: seats that hear of it
    now (default: the same).
    Publishes `trade.noted` (entered, noted, told) inside the transaction.
    """
    deal, room = entered.deal, entered.room
    deal.length += 1
    actor = context.actor()
    noted = DealEvent(
        deal_id=deal.id,
        id=event_id or new_id(),
        position=deal.length,
        at=now(),
        kind=kind,
        actor_id=entered.seat,
        links=kept(sight.attribution(room, entered.seat)),
        user_name=actor.name,
        user_mail=actor.email,
        document_id=document.id if document is not None else None,
        partner_id=partner_id,
        partner_links=kept(sight.attribution(room, partner_id)) if partner_id else None,
        audience=None if audience is None else [str(one) for one in audience],
        details=details,
    )
    session.add(noted)
    if told is None:
        told = [one for one in room.seats if sight.present(room, one) and knows(room, one, noted, paper)]
    _touch(deal, told, noted.at)
    publish("trade.noted", entered=entered, noted=noted, told=told)
    return noted


def knows(room, seat_id, noted, paper=None, *, wrote=False):
    """Whether the seat may know of an event: by the rights it has now on the document, by whom it saw at the time.

    `wrote`: whoever looks as the seat takes it for the author.
    """
    if noted.document_id is not None and (
        paper is None or sight.effective(room, seat_id, paper) < sight.READ
    ):
        return False
    if noted.partner_id is not None and attributed(noted.partner_links, seat_id) != str(noted.partner_id):
        return False
    return wrote or noted.audience is None or str(seat_id) in noted.audience or noted.actor_id == seat_id


def told_to(entered, noted):
    """The event as the reader is told of it (ask `may_know` first)."""
    seat = attributed_at(entered, noted.links, noted.at)
    own = entered.looker is None and _same_organisation(entered, noted.actor_id)
    return Told(noted, seat, noted.user_name if own else "", noted.user_mail if own else "")


def _same_organisation(entered, seat_id):
    seats = entered.room.seats
    return seats[seat_id].organisation == seats[entered.seat].organisation


def may_know(entered, noted, paper=None):
    """Whether the reader may know of an event."""
    return all(
        knows(entered.room, eye, noted, paper, wrote=_taken_for_author(entered, eye, noted))
        and not _came_too_late(entered, eye, noted)
        for eye in entered.eyes
    )


def _taken_for_author(entered, eye, noted):
    """Whether the looked-through seat wrote it as far as the looker knows: what is hidden below it may have (R32)."""
    looker = entered.looker
    return looker is not None and eye == entered.seat and attributed(noted.links, looker) == str(eye)


def _came_too_late(entered, eye, noted):
    """The event is about a partner that was hidden before this seat came."""
    about = noted.partner_id if noted.document_id is None else None
    late = entered.participations[eye].added_at > noted.at
    return about is not None and late and not sight.sees(entered.room, eye, about)


def _touch(deal, told, at):
    """Seats that may know come up in their lists; for the others nothing has happened."""
    session.flush()
    session.execute(
        update(Participation)
        .where(Participation.deal_id == deal.id, Participation.id.in_(told))
        .values(last_event_at=at)
        .execution_options(synchronize_session=False)
    )
