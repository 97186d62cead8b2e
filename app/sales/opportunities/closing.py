"""What the phase of an opportunity demands of it, and what follows from it (sales.md §3.6 guards)."""

from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.responsible import check_owner
from app.sales.opportunities.model import OpportunityLine
from app.sales.phases.model import LOST, OPEN, WON
from app.sales.phases.queries import known_phases


def check(values, row):
    """Refuse a won opportunity without amount, a lost one without reason, an amount that is not that of its lines."""

    def now(name):
        return values.get(name, getattr(row, name, None) if row is not None else None)

    check_owner(values, row)
    standing = _standing(now("phase_id"), row)
    if standing == WON and not now("amount"):
        raise Rejected("Enter the amount that was ordered.", "amount")
    if standing == LOST and not now("reason"):
        raise Rejected("Choose why it was lost.", "reason")
    if row is not None and values.get("amount", row.amount) != row.amount:
        _check_lines(values["amount"] or 0, row)


def _standing(phase_id, row):
    """What the phase makes of it; one that stays in its phase is what it is, if its row says so."""
    if row is not None and row.phase_id == phase_id and hasattr(row, "standing"):
        return row.standing
    phase = known_phases().get(phase_id)
    return phase.standing if phase else OPEN


def _check_lines(amount, row):
    """Lines decide the amount: only what they come to goes in."""
    lines = select(func.sum(OpportunityLine.amount)).where(OpportunityLine.opportunity_id == row.id)
    if session.scalar(lines) not in (None, amount):
        raise Rejected("The amount is the sum of the product lines. Change the lines.", "amount")


def follow(values, row):
    """Columns that follow from the phase: standing, probability, the day it closed and since when it is there."""
    if "phase_id" not in values or (row is not None and row.phase_id == values["phase_id"]):
        return {}
    phase = known_phases().get(values["phase_id"])
    if phase is None:
        return {}
    found = {"standing": phase.standing, "entered_phase_at": clock.now()}
    if _unsaid(values, row):
        found["probability"] = phase.probability
    closed = values.get("closed_on") or (row.closed_on if row is not None else None)
    found["closed_on"] = None if phase.standing == OPEN else closed or clock.today()
    return found


def _unsaid(values, row):
    """Whether nobody chose a probability together with the phase."""
    return not values.get("probability") or (row is not None and values["probability"] == row.probability)
