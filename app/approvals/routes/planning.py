"""Who will be asked, settled at the moment of submission: later changes of the organisation do not move a case."""

from dataclasses import dataclass, field

from app.approvals.routes.assignees import Resolver
from app.approvals.routes.queries import lineage_of, steps_of
from app.approvals.settings import APPLICANT_IN_STEP
from app.kernel.errors import Rejected
from app.platform.settings import value_of

APPLICANT_ALONE = "Skipped: it would have fallen to the applicant"
NOBODY = "Skipped: nobody is in charge"
ESCALATED = "Passed on to the head above"


@dataclass
class PlannedStep:
    """A step with its people (user ids). Without people it is skipped, and `note` (English msgid) says why."""

    step_no: int
    name: str
    kind: str
    mode: str
    due_days: int | None
    people: list = field(default_factory=list)
    note: str = ""

    @property
    def quorum(self):
        """How many approvals satisfy the step."""
        return min(1, len(self.people)) if self.mode == "ANY" else len(self.people)


def planned(route, facts, applicant):
    """The steps of `route` for this document, as PlannedStep rows. `applicant`: Actor, who never decides.

    Raises Rejected when a step would have nobody (procurement §5.2), or when nobody at all would be asked.
    """
    resolver = Resolver(lineage_of(facts.organisation_id))
    own = {applicant.id, applicant.acting_for.id if applicant.acting_for else applicant.id}
    plan = [_planned(step, resolver, own) for step in steps_of([route.id])[route.id]]
    if not any(step.people for step in plan):
        raise Rejected(
            "Nobody but you could approve this. Please ask an administrator to change the route “%(route)s”.",
            route=route.name,
        )
    return plan


def _planned(step, resolver, own):
    named = resolver.people(step.assignees)
    plan = PlannedStep(step.step_no, step.name, step.kind, step.mode, step.due_days)
    plan.people = [one for one in named if one not in own]
    if not plan.people:
        what = value_of(APPLICANT_IN_STEP) if named else step.when_nobody
        _fill(plan, what, resolver, own, APPLICANT_ALONE if named else NOBODY)
    return plan


def _fill(plan, what, resolver, own, reason):
    superior = resolver.superior(own) if what == "escalate" else None
    if superior:
        plan.people, plan.note = [superior], ESCALATED
    elif what == "skip":
        plan.note = reason
    else:
        raise Rejected(
            "Nobody can approve the step “%(step)s”. Please ask an administrator to name somebody for it.",
            step=plan.name,
        )
