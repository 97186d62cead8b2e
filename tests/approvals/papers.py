"""A document to approve in these tests: a company record whose address tells what became of it."""

from sqlalchemy import select

from app.access.organisations.model import Organisation
from app.access.tenants.model import Company
from app.access.users.model import User
from app.access.users.queries import actor_of
from app.approvals import Facts, approvable, submit
from app.approvals.cases.model import ApprovalAction, ApprovalAssignment, ApprovalStep
from app.approvals.routes.conditions import built
from app.approvals.routes.operations import RouteDraft, StepDraft, design_route
from app.kernel import context
from app.kernel.db import session
from tests.support.people import fixed_id


@approvable("paper", label="Acceptance", facts={"urgent": "Priority"})
class Paper(Company):
    """Moves by writing into its address."""

    approval_path = "/approvals"

    @property
    def approval_title(self):
        return f"書類 {self.code}"

    def on_approved(self, by):
        self.address = "approved"

    def on_rejected(self, by):
        self.address = "rejected"

    def on_returned(self, by):
        self.address = "draft"


def paper(code="P1"):
    """A new document that its own verb has just moved to "in approval"."""
    new = Paper(code=code, name="書類", address="in approval")
    session.add(new)
    session.flush()
    return new


def user(person):
    return {"kind": "user", "user_id": str(person.user_id)}


def route(*steps, name="標準", **options):
    """A route for papers. A step is `(mode, person, …)` or a StepDraft."""
    drafts = [
        one
        if isinstance(one, StepDraft)
        else StepDraft(f"第{number}段", [user(person) for person in one[1:]], mode=one[0])
        for number, one in enumerate(steps, 1)
    ]
    priority = options.pop("priority", 100)
    document = options.pop("document", "paper")
    valid = {key: options.pop(key) for key in ("valid_from", "valid_until") if key in options}
    draft = RouteDraft(document, name, drafts, built(**options), priority=priority, **valid)
    return design_route(draft, by=context.actor())


def facts(**values):
    return Facts("paper", **values)


def submitted(code="P1", **values):
    """A case for a new paper, submitted by the present actor."""
    return submit(paper(code), facts(**values), by=context.actor())


def department(code, tenant="yamada"):
    return session.get(Organisation, (fixed_id(tenant), fixed_id(tenant, "organisation", code)))


def disable(person):
    session.get(User, (person.tenant_id, person.user_id)).state = "disabled"
    session.flush()


def by(person):
    """The Actor of somebody else of the cast, inside their tenant."""
    return actor_of(person.user_id)


def acts(case):
    found = select(ApprovalAction.action).where(ApprovalAction.case_id == case.id)
    return list(session.scalars(found.order_by(ApprovalAction.at, ApprovalAction.id)))


def step_states(case):
    found = select(ApprovalStep.state).where(
        ApprovalStep.case_id == case.id, ApprovalStep.round == case.round
    )
    return list(session.scalars(found.order_by(ApprovalStep.step_no)))


def waiting_ids(case):
    open_ones = (ApprovalAssignment.case_id == case.id, ApprovalAssignment.state == "open")
    return set(session.scalars(select(ApprovalAssignment.user_id).where(*open_ones)))
