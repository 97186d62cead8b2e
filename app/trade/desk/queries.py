"""The list of deals, and what the page of one asks."""

from dataclasses import dataclass

from sqlalchemy import Uuid, and_, any_, cast, exists, func, literal, not_, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.kernel import context
from app.kernel.db import session
from app.kernel.text import nfkc
from app.trade import sight
from app.trade.desk.finding import seats_found, seats_named
from app.trade.desk.model import DealReading, OwnNote
from app.trade.organisations.queries import acted_for
from app.trade.origins.model import DealOrigin
from app.trade.rooms.model import Deal, DealEvent, Participation
from app.trade.rooms.noting import attributed_at

LATEST = Participation.last_event_at


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for. `words`: a number (`finding.seats_found`), or part of the name."""

    words: str = ""
    status: str = "open"
    direction: str = ""
    unread: bool = False


def deals(wanted):
    """Columns of the own seats in deals, for `paged` by the latest event that the seat may know of."""
    asked = (
        select(
            Participation.id,
            LATEST.label("sort_value"),
            Participation.deal_id,
            Participation.business_type,
            Participation.organisation_id,
            Deal.number,
            Deal.name,
            Deal.pattern,
            Deal.status,
            OwnNote.number.label("own_number"),
            DealReading.read_at,
        )
        .join(Deal, Deal.id == Participation.deal_id)
        .outerjoin(
            OwnNote,
            and_(OwnNote.tenant_id == context.tenant_id(), OwnNote.participation_id == Participation.id),
        )
        .outerjoin(DealReading, _reading(Participation.id))
        .where(
            Participation.tenant_id == context.tenant_id(),
            Participation.organisation_id.in_(acted_for()),
            Participation.status == "active",
        )
    )
    return asked.where(*_conditions(wanted))


def _reading(seat):
    return and_(
        DealReading.tenant_id == context.tenant_id(),
        DealReading.user_id == context.actor().id,
        DealReading.participation_id == seat,
    )


def _conditions(wanted):
    found = []
    if wanted.status:
        found.append(Deal.status == wanted.status)
    if wanted.direction:
        found.append(Deal.pattern.startswith(f"{wanted.direction}/"))
    if wanted.unread:
        found.append(or_(DealReading.read_at.is_(None), DealReading.read_at < LATEST))
    if words := nfkc(wanted.words):
        found += _found_by(words, wanted)
    return found


def _found_by(words, wanted):
    """Conditions: the seats that a number finds, else those that a name does, which reads every name there is.

    Two lists of ids, so that the primary key answers.
    """
    pairs = seats_found(words) or seats_named(words, status=wanted.status, direction=wanted.direction)
    deal_ids, seat_ids = ([str(pair[at]) for pair in pairs] for at in (0, 1))
    return [
        Participation.deal_id == any_(cast(deal_ids, ARRAY(Uuid))),
        Participation.id == any_(cast(seat_ids, ARRAY(Uuid))),
    ]


def has_any_deal():
    """Whether any of the own organisations takes part in a deal: the empty list says something else then."""
    asked = exists().where(
        Participation.tenant_id == context.tenant_id(), Participation.organisation_id.in_(acted_for())
    )
    return session.scalar(select(asked))


def kept_for(seat_id, *more):
    """What the own side keeps of a seat: a row of own_number ('' without), read_at, muted, and where the deal came
    from (origin_kind, source_id); and columns `more`. One statement.
    """
    seat = select(literal(seat_id).label("id")).subquery()
    asked = (
        select(
            func.coalesce(OwnNote.number, "").label("own_number"),
            DealReading.read_at,
            func.coalesce(DealReading.muted, False).label("muted"),
            *more,
            DealOrigin.kind.label("origin_kind"),
            DealOrigin.source_id,
        )
        .select_from(seat)
        .outerjoin(
            OwnNote, and_(OwnNote.tenant_id == context.tenant_id(), OwnNote.participation_id == seat.c.id)
        )
        .outerjoin(DealReading, _reading(seat.c.id))
        .outerjoin(
            DealOrigin,
            and_(DealOrigin.tenant_id == context.tenant_id(), DealOrigin.participation_id == seat.c.id),
        )
    )
    return session.execute(asked).one()


def events_of(entered, readable, most=50):
    """The latest DealEvents that the reader may know of, newest first. `readable`: ids of documents it may read.

    The same as `noting.may_know`, which has the last word: what others are told of leaves no gap in the list (R14).
    """
    asked = _events(entered, readable).order_by(DealEvent.position.desc())
    return session.scalars(asked.limit(most)).all()


def events_after(entered, readable, position, most):
    """The same, oldest first, those behind a position alone."""
    asked = _events(entered, readable).where(DealEvent.position > position)
    return session.scalars(asked.order_by(DealEvent.position).limit(most)).all()


def _events(entered, readable):
    asked = select(DealEvent).where(DealEvent.deal_id == entered.deal.id)
    asked = asked.where(
        DealEvent.position <= entered.deal.length
    )  # a seat that came since is not in the room
    for eye in entered.eyes:
        known = and_(DealEvent.document_id.is_(None), _about(entered, eye), _among(entered, eye))
        asked = asked.where(or_(DealEvent.document_id.in_(readable), known))
    return asked


def _about(entered, eye):
    """The partner it is about was seen at the time; by whoever came later, if it is seen now."""
    seers = DealEvent.partner_links[0][1]
    unseen = [one for one in entered.room.seats if not sight.sees(entered.room, eye, one)]
    now = and_(DealEvent.at < entered.participations[eye].added_at, DealEvent.partner_id.in_(unseen))
    then = or_(func.jsonb_typeof(seers) == "null", seers.has_key(str(eye)))
    return or_(DealEvent.partner_id.is_(None), and_(then, not_(now)))


def _among(entered, eye):
    everybody = func.coalesce(func.jsonb_typeof(DealEvent.audience), "null") == "null"
    return or_(
        everybody, DealEvent.audience.has_key(str(eye)), DealEvent.actor_id.in_(_writers(entered, eye))
    )


def _writers(entered, eye):
    """The seat itself; of a looked-through one also those whom the looker takes for it."""
    if entered.looker is None or eye != entered.seat:
        return [eye]
    seats = entered.room.seats
    return [one for one in seats if sight.believed(entered.room, entered.looker, one) == eye]


def people_of(entered, noted, author):
    """The seats a message was for, as the reader was told at the time; nobody twice, nobody unseen (R29).

    Never its author as the reader knows it: who writes to its own inviter, or to somebody it hides, is not told of.
    """
    links = noted.details.get("to") or [[[one, None]] for one in noted.audience]
    told = dict.fromkeys(attributed_at(entered, one, noted.at) for one in links)
    return [one for one in told if one != author]
