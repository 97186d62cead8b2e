"""Moving an opportunity to another phase, with what that phase asks for."""

from app.kernel.errors import Rejected
from app.records.kit import keeping
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import LOST, OPEN, WON


def asked(opportunity, phase):
    """Names of the fields that have to be answered before it may enter the phase; `criteria` are to be ticked."""
    if phase.standing == WON:
        return ("amount", "closed_on")
    if phase.standing == LOST:
        return ("reason", "reason_note", "closed_on")
    return ("criteria",) if phase.asked and opportunity.phase_id != phase.id else ()


def move(opportunity, phase, values, *, version, confirmed=()):
    """Put it into the phase with the answered `values`. Raises Rejected (with a field) and Overtaken.

    `confirmed`: the criteria of the phase that were ticked; each one has to be.
    """
    if opportunity.phase_id == phase.id:
        return
    if phase.standing == OPEN and set(phase.asked) - set(confirmed):
        raise Rejected("Tick what has to be true, or leave it in its phase.", "criteria")
    keeping.change(OPPORTUNITY, opportunity, {**values, "phase_id": phase.id}, version=version)
