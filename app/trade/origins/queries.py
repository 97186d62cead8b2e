"""From a deal to its source and back, each only as far as the actor may go there."""

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing
from app.trade.organisations.queries import acted_for
from app.trade.origins.kinds import ORIGIN_KINDS
from app.trade.origins.model import DealOrigin
from app.trade.rooms.model import Deal, Participation

SHOWN = 20


def deals_from(kind_name, source_id):
    """Rows of deal_id, seat, number, name, status, pattern: the deals that came from a source, the newest first.

    Only those whose seat the actor still acts for.
    """
    asked = (
        select(
            Deal.id.label("deal_id"),
            Participation.id.label("seat"),
            Deal.number,
            Deal.name,
            Deal.status,
            Deal.pattern,
        )
        .select_from(DealOrigin)
        .join(
            Participation,
            (Participation.deal_id == DealOrigin.deal_id) & (Participation.id == DealOrigin.participation_id),
        )
        .join(Deal, Deal.id == Participation.deal_id)
        .where(
            DealOrigin.kind == kind_name,
            DealOrigin.source_id == source_id,
            Participation.status == "active",
            Participation.organisation_id.in_(acted_for()),
        )
    )
    return session.execute(asked.order_by(DealOrigin.created_at.desc(), DealOrigin.id).limit(SHOWN)).all()


def origin_found(kind_name, source_id):
    """`(OriginKind, Origin)` of a source that the actor may see. Raises Missing: what one may not see is not there."""
    kind = ORIGIN_KINDS.get(kind_name)
    if kind is None or not context.actor().may(kind.permission):
        raise Missing
    return kind, kind.find(source_id)


def origin_of(entered):
    """`(OriginKind, Origin)` of the acting seat, or None: without one, out of reach, or looking as a partner does."""
    if entered.looker is not None:
        return None
    return entered.read_once("origin", lambda: _origin(entered.seat))


def origin_within(kind_name, source_id):
    """`(OriginKind, Origin)`, or None where there is none or it is out of reach."""
    try:
        return origin_found(kind_name, source_id)
    except Missing:
        return None


def _origin(seat_id):
    row = session.scalars(select(DealOrigin).where(DealOrigin.participation_id == seat_id)).one_or_none()
    return None if row is None else origin_within(row.kind, row.source_id)
