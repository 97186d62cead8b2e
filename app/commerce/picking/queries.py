"""Rounds and slips as the pages of picking need them."""

from sqlalchemy import func, select

from app.commerce.picking.model import PickLine, PickRound, PickRoundSlip, SlipCheck, SlipCheckLine
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import READY
from app.kernel.db import session


def rounds():
    """All rounds of the tenant."""
    return select(PickRound)


def slips():
    """All slips within reach."""
    return select(Slip)


def open_rounds():
    """`[(round, slips, pieces wanted, pieces seen)]` that are still going on, the newest first."""
    slips_in = (
        select(func.count())
        .where(PickRoundSlip.round_id == PickRound.id, PickRoundSlip.tenant_id == PickRound.tenant_id)
        .scalar_subquery()
    )
    found = (
        select(PickRound, slips_in, func.sum(PickLine.wanted), func.sum(PickLine.seen))
        .join(PickLine, (PickLine.round_id == PickRound.id) & (PickLine.tenant_id == PickRound.tenant_id))
        .where(PickRound.finished_at.is_(None))
        .group_by(PickRound.tenant_id, PickRound.id)
        .order_by(PickRound.created_at.desc(), PickRound.id)
    )
    return session.execute(found).all()


def waiting(limit):
    """Ids of slips that wait for shipping and are in no open round, the oldest orders first, at most `limit`."""
    busy = select(PickRoundSlip.slip_id).where(PickRoundSlip.open)
    found = select(Slip.id).where(Slip.status == READY, Slip.carried_by_id.is_(None), Slip.id.not_in(busy))
    return session.scalars(found.order_by(Slip.ordered_at, Slip.id).limit(limit)).all()


def checked(slip_ids):
    """Ids of those of these slips that are checked (検品済)."""
    found = select(SlipCheck.slip_id).where(
        SlipCheck.slip_id.in_(slip_ids), SlipCheck.finished_at.is_not(None)
    )
    return set(session.scalars(found))


def lines(round_):
    """Lines of a round."""
    return select(PickLine).where(PickLine.round_id == round_.id)


def check_lines(check):
    """Lines of a check."""
    return select(SlipCheckLine).where(SlipCheckLine.check_id == check.id)
