"""Logging a result."""

from dataclasses import dataclass, field

from app.kernel.db import session
from app.records.kit import keeping
from app.records.kit.queries import every
from app.sales.activities.model import PLAN, RESULT, Activity
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY

SAME = ("partner_id", "person_id", "opportunity_id", "lead_id", "campaign_id")


@dataclass
class Logged:
    """What one entry says. `values`: fields of the activity; `plan`: the activity that was planned, or None.

    `deal`: the opportunity, read FOR UPDATE, whose basics `deal_values` bring up to date; `upcoming`: fields of the
    next plan, or empty.
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
    with keeping.at_once():
        activity = _entered(logged)
        activity.entered_once = once or None
        if logged.deal is not None and logged.deal_values:
            keeping.change(
                OPPORTUNITY, logged.deal, logged.deal_values, version=logged.deal.version, locked=True
            )
    return activity


def _entered(logged):
    """The activity; with it the plan of what comes next, about the same and known to the same people."""
    values, known = {**logged.values, "standing": RESULT}, {logged.deal.id} if logged.deal is not None else ()
    if logged.plan is None:
        return keeping.enter_all(ACTIVITY, [values, *_following(logged, values)], known=known)[0]
    keeping.change(ACTIVITY, logged.plan, values, version=logged.plan.version)
    about = {name: getattr(logged.plan, name) for name in SAME}
    keeping.enter_all(ACTIVITY, _following(logged, about), logged.plan, known=known)
    return logged.plan


def _following(logged, about):
    """The values of the next plan, about the same as what was done: one or none.

    Nothing is said there yet: with the same fields both are one statement.
    """
    same = {**{name: about.get(name) for name in SAME}, "content": "", "reaction": ""}
    return [{**same, **logged.upcoming, "standing": PLAN}] if logged.upcoming else []
