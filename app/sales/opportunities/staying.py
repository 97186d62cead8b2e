"""The phases an opportunity went through, kept whenever it leaves one, by whichever way that is written."""

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.sales.opportunities.model import Opportunity, PhaseStay


def keep_stays(changes_by_id):
    """Note the phase that opportunities are about to leave."""
    ids = [one for one, changes in changes_by_id.items() if "phase_id" in changes]
    if not ids:
        return
    rows = session.execute(
        select(
            Opportunity.id.label("opportunity_id"),
            Opportunity.phase_id,
            Opportunity.entered_phase_at.label("entered_at"),
            Opportunity.amount,
            Opportunity.expected_on,
        ).where(Opportunity.id.in_(ids))
    ).mappings()
    copy_in(PhaseStay, [dict(one) for one in rows], {"left_at": clock.now(), "by_name": context.actor().name})


def stays_of(opportunity_id):
    """Select of the phases it left, oldest first."""
    return (
        select(PhaseStay)
        .where(PhaseStay.opportunity_id == opportunity_id)
        .order_by(PhaseStay.left_at, PhaseStay.id)
    )
