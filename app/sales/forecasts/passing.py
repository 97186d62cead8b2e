"""Phases with what is in them, how it goes on, and how long it stays, within the reach of whoever asks."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, func, select

from app.kernel import clock
from app.kernel.db import session
from app.records.lists.queries import narrowed
from app.sales.forecasts.ageing import BUCKETS, bucket
from app.sales.opportunities.model import Opportunity, PhaseStay
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import LOST, OPEN
from app.sales.phases.queries import known_phases, phases

LOOKED_BACK = 90


@dataclass
class Step:
    """A phase: open opportunities now, `left` it in the last 90 days, `onward` of them; `ages`: by BUCKETS."""

    phase: Any
    count: int = 0
    amount: int = 0
    left: int = 0
    onward: int = 0
    ages: list = field(default_factory=lambda: [0] * len(BUCKETS))

    @property
    def rate(self):
        """Percent that went on, or None when none left."""
        return round(100 * self.onward / self.left) if self.left else None


def steps(question):
    """A Step for each open phase, in order."""
    found = {one.id: Step(one) for one in session.scalars(phases()) if one.standing == OPEN}
    for phase_id, age, count, amount in session.execute(_standing(question)):
        if step := found.get(phase_id):
            step.count, step.amount = step.count + count, step.amount + int(amount)
            step.ages[age] += count
    for phase_id, _opportunity_id, onward in left(question):
        if step := found.get(phase_id):
            step.left, step.onward = step.left + 1, step.onward + onward
    return list(found.values())


def left(question):
    """`[(phase, opportunity, whether it went on)]`: what left a phase in the last 90 days, the latest first."""
    stay = PhaseStay
    by_time = (stay.left_at, stay.id)
    then = func.lead(stay.phase_id).over(partition_by=stay.opportunity_id, order_by=by_time)
    found = (
        select(stay.phase_id, stay.opportunity_id, func.coalesce(then, Opportunity.phase_id))
        .join(
            Opportunity, and_(Opportunity.tenant_id == stay.tenant_id, Opportunity.id == stay.opportunity_id)
        )
        .where(stay.left_at >= clock.now() - dt.timedelta(days=LOOKED_BACK))
        .order_by(stay.left_at.desc(), stay.id)
    )
    known = known_phases()
    rows = session.execute(narrowed(OPPORTUNITY, question, found))
    return [(one, deal, _onward(known.get(one), known.get(target))) for one, deal, target in rows]


def aged(question, phase_id, number):
    """Ids of the open opportunities that are in the phase (None: in any) for so long."""
    found = select(Opportunity.id).where(Opportunity.standing == OPEN, bucket() == number)
    if phase_id is not None:
        found = found.where(Opportunity.phase_id == phase_id)
    return session.scalars(narrowed(OPPORTUNITY, question, found)).all()


def _standing(question):
    age, model = bucket(), Opportunity
    found = select(model.phase_id, age, func.count(), func.sum(model.amount)).where(model.standing == OPEN)
    return narrowed(OPPORTUNITY, question, found.group_by(model.phase_id, age))


def _onward(phase, target):
    if phase is None or target is None or target.standing == LOST:
        return False
    return (target.position, target.code) > (phase.position, phase.code)
