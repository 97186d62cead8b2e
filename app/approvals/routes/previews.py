"""Which route would apply, and who would be asked, for a document that does not exist yet."""

from dataclasses import dataclass, field, replace

from app.access.users.queries import names_of
from app.approvals.routes.describing import picture
from app.approvals.routes.model import ApprovalRoute
from app.approvals.routes.planning import planned
from app.approvals.routes.queries import route_for
from app.kernel.errors import Rejected


@dataclass
class Preview:
    """`problem` is the sentence an applicant would meet; `needed` is False when no route exists for the document."""

    needed: bool = True
    route: ApprovalRoute | None = None
    steps: list = field(default_factory=list)
    problem: str = ""


def preview(facts, *, applicant):
    """The Preview for `facts` (Facts), submitted by `applicant` (Actor) today."""
    facts = replace(facts, organisation_id=facts.organisation_id or applicant.organisation_id)
    found = Preview()
    try:
        found.route = route_for(facts)
        if found.route is None:
            return Preview(needed=False)
        plan = planned(found.route, facts, applicant)
    except Rejected as refusal:
        found.problem = str(refusal)
        return found
    names = names_of([one for step in plan for one in step.people])
    found.steps = [picture(step, [names[one] for one in step.people]) for step in plan]
    return found
