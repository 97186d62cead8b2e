"""What the pages of partners ask: as what one may come in, and what it was given the last time."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.kernel.db import session
from app.trade import sight
from app.trade.rooms.model import DealEvent, Participation
from app.trade.rulebooks.patterns import MARKS


def possible_types(entered, organisation):
    """The organisation's business types that take part in deals of this pattern, its usual one first."""
    ceilings = entered.room.ceilings
    able = [one for one in organisation.types if any(ceilings.get(one, {}).values())]
    return sorted(able, key=lambda one: one != organisation.default_type)


def former_levels(entered, organisation_id, business_type):
    """`{kind: level}` that the acting organisation gave the same partner in its latest other deal, or None."""
    inviter = aliased(Participation)
    mine = entered.participations[entered.seat].organisation_id
    asked = (
        select(Participation.grants)
        .join(
            inviter,
            (inviter.deal_id == Participation.deal_id) & (inviter.id == Participation.inviter_id),
        )
        .where(
            Participation.organisation_id == organisation_id,
            Participation.business_type == business_type,
            Participation.deal_id != entered.deal.id,
            inviter.organisation_id == mine,
        )
        .order_by(Participation.added_at.desc(), Participation.id)
        .limit(1)
    )
    marks = session.scalar(asked)
    return None if marks is None else {kind: MARKS[mark] for kind, mark in marks.items()}


def bounded(levels, ceilings):
    """Levels for exactly the kinds of `ceilings`, none above it."""
    return {kind: min(levels.get(kind, sight.NONE), top) for kind, top in ceilings.items()}


def who_wants_to_leave(entered):
    """Seats invited by the acting one that asked to be taken out (辞退)."""
    mine = [seat.id for seat in entered.room.seats.values() if seat.active and seat.inviter == entered.seat]
    if not mine:
        return set()
    asked = select(DealEvent.actor_id).where(
        DealEvent.deal_id == entered.deal.id,
        DealEvent.kind == "partner.declining",
        DealEvent.actor_id.in_(mine),
    )
    return set(session.scalars(asked))


def has_declined(entered):
    """Whether the acting seat has asked to be taken out."""
    asked = select(DealEvent.id).where(
        DealEvent.deal_id == entered.deal.id,
        DealEvent.kind == "partner.declining",
        DealEvent.actor_id == entered.seat,
    )
    return session.scalars(asked.limit(1)).first() is not None
