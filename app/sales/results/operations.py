"""Logging a result."""

from dataclasses import dataclass, field

from app.kernel.db import session
from app.records.kit import keeping
from app.records.kit.queries import every
from app.sales.activities.model import PLAN, RESULT, Activity
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY


@dataclass
class Logged:
    """What one entry says. `values`: fields of the activity; `plan`: the activity that was planned, or None.

    `deal`: the opportunity whose basics `deal_values` bring up to date; `upcoming`: fields of the next plan, or empty.
    """

    values: dict
    plan: Activity | None = None
    deal: object = None
    deal_values: dict = field(default_factory=dict)
    upcoming: dict = field(default_factory=dict)


def entered(once):
    """The activity that was entered with this word, or None: a phone that did not hear the answer sends again."""
    if not once:
        return None
    return session.scalars(every(ACTIVITY).where(Activity.entered_once == once)).one_or_none()


def log(logged, once):
    """Enter the result, bring plan and opportunity up to date, plan what comes next. Returns the activity.

    `once`: the word of this entry; the same word again enters nothing and returns what stands already. Raises Rejected
    with the field at fault.
    """
    there = entered(once)
    if there is not None:
        return there
    activity = _activity(logged)
    activity.entered_once = once or None
    if logged.deal is not None and logged.deal_values:
        keeping.change(OPPORTUNITY, logged.deal, logged.deal_values, version=logged.deal.version)
    if logged.upcoming:
        same = ("partner_id", "person_id", "opportunity_id", "lead_id", "campaign_id")
        shared = {name: getattr(activity, name) for name in same}
        keeping.enter(ACTIVITY, {**shared, **logged.upcoming, "standing": PLAN}, activity)
    session.flush()  # a refusal of the database belongs to this verb
    return activity


def _activity(logged):
    values = {**logged.values, "standing": RESULT}
    if logged.plan is None:
        return keeping.enter(ACTIVITY, values)
    keeping.change(ACTIVITY, logged.plan, values, version=logged.plan.version)
    return logged.plan
