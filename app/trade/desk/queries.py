"""The list of deals, and finding one by the numbers people have in hand (trade.md §1)."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, func, literal, or_, select

from app.kernel import context
from app.kernel.db import session
from app.kernel.text import nfkc
from app.trade.desk.model import DealReading, OwnNote
from app.trade.organisations.queries import acted_for
from app.trade.rooms.model import Deal, DealEvent, Participation

LATEST = Participation.last_event_at


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for. `words`: a number of the deal or of one's own, or part of the name."""

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
        found.append(
            or_(
                Deal.number == words.upper(),
                OwnNote.number == words,
                Deal.name.icontains(words, autoescape=True),
            )
        )
    return found


def has_any_deal():
    """Whether any of the own organisations takes part in a deal: the empty list says something else then."""
    asked = exists().where(
        Participation.tenant_id == context.tenant_id(), Participation.organisation_id.in_(acted_for())
    )
    return session.scalar(select(asked))


def kept_for(seat_id):
    """What the own side keeps of a seat: a row of own_number ('' without), read_at and muted. One statement."""
    seat = select(literal(seat_id).label("id")).subquery()
    asked = (
        select(
            func.coalesce(OwnNote.number, "").label("own_number"),
            DealReading.read_at,
            func.coalesce(DealReading.muted, False).label("muted"),
        )
        .select_from(seat)
        .outerjoin(
            OwnNote, and_(OwnNote.tenant_id == context.tenant_id(), OwnNote.participation_id == seat.c.id)
        )
        .outerjoin(DealReading, _reading(seat.c.id))
    )
    return session.execute(asked).one()


def events_of(deal_id, before=None, most=50):
    """The deal's latest DealEvents, newest first; who may know which is `noting.knows`'s to say."""
    asked = select(DealEvent).where(DealEvent.deal_id == deal_id)
    if before is not None:
        asked = asked.where(DealEvent.position < before)
    return session.scalars(asked.order_by(DealEvent.position.desc()).limit(most)).all()


def people_of(entered, audience):
    """Names of the seats a message was for, as the reader knows them; nobody twice, nobody unseen (R29)."""
    return list(dict.fromkeys(entered.believed(one) for one in audience))
