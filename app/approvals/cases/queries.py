"""Cases as lists and pages need them."""

from sqlalchemy import or_, select

from app.access.organisations.model import Organisation
from app.access.users.model import User
from app.approvals.cases.model import ApprovalAction, ApprovalAssignment, ApprovalCase, ApprovalStep
from app.kernel.db import session

ALL = "approvals.case.view_all"
_SHOWN = (
    ApprovalCase.id.label("case_id"),
    ApprovalCase.document,
    ApprovalCase.title,
    ApprovalCase.path,
    ApprovalCase.amount,
    ApprovalCase.round,
    ApprovalCase.status,
    ApprovalCase.submitted_at,
    User.name.label("applicant"),
    Organisation.name.label("organisation"),
)


def case_of(subject_id):
    """The newest case of a document, or None."""
    return session.scalars(
        select(ApprovalCase)
        .where(ApprovalCase.subject_id == subject_id)
        .order_by(ApprovalCase.submitted_at.desc(), ApprovalCase.id.desc())
        .limit(1)
    ).one_or_none()


def visible_cases(actor):
    """Select of the cases that `actor` may look at: own, assigned, or all with the permission for it."""
    found = select(ApprovalCase)
    if actor.may(ALL):
        return found
    asked = select(ApprovalAssignment.case_id).where(ApprovalAssignment.user_id == actor.id)
    return found.where(or_(ApprovalCase.applicant_id == actor.id, ApprovalCase.id.in_(asked)))


def waiting_for(user_id):
    """What waits for this person: a select of columns for `paged` by `opened_at`."""
    return _assigned(ApprovalAssignment.opened_at).where(
        ApprovalAssignment.user_id == user_id, ApprovalAssignment.state == "open"
    )


def decided_by(user_id):
    """What this person decided: a select of columns for `paged` by `acted_at`."""
    return _assigned(ApprovalAssignment.acted_at).where(
        ApprovalAssignment.user_id == user_id, ApprovalAssignment.acted_at.is_not(None)
    )


def submitted_by(user_id):
    """What this person submitted: a select of columns for `paged` by `submitted_at`."""
    return (
        select(ApprovalCase.id.label("id"), ApprovalCase.submitted_at.label("sort_value"), *_SHOWN)
        .join(User, User.id == ApprovalCase.applicant_id)
        .outerjoin(Organisation, Organisation.id == ApprovalCase.organisation_id)
        .where(ApprovalCase.applicant_id == user_id)
    )


def _assigned(moment):
    return (
        select(
            ApprovalAssignment.id.label("id"),
            moment.label("sort_value"),
            ApprovalAssignment.state,
            ApprovalAssignment.due_on,
            ApprovalStep.name.label("step"),
            *_SHOWN,
        )
        .join(ApprovalStep, ApprovalStep.id == ApprovalAssignment.step_id)
        .join(ApprovalCase, ApprovalCase.id == ApprovalAssignment.case_id)
        .join(User, User.id == ApprovalCase.applicant_id)
        .outerjoin(Organisation, Organisation.id == ApprovalCase.organisation_id)
    )


def people_asked(case_ids):
    """`{case id: [name, …]}` of those whose decision is awaited now."""
    found = {one: [] for one in case_ids}
    rows = session.execute(
        select(ApprovalAssignment.case_id, User.name)
        .join(User, User.id == ApprovalAssignment.user_id)
        .where(ApprovalAssignment.case_id.in_(list(found)), ApprovalAssignment.state == "open")
        .order_by(ApprovalAssignment.case_id, ApprovalAssignment.id)
    )
    for case_id, name in rows:
        found[case_id].append(name)
    return found


def steps_with_people(case):
    """Rows `(ApprovalStep, ApprovalAssignment | None, name | None)` of the present round, in order."""
    return session.execute(
        select(ApprovalStep, ApprovalAssignment, User.name)
        .outerjoin(ApprovalAssignment, ApprovalAssignment.step_id == ApprovalStep.id)
        .outerjoin(User, User.id == ApprovalAssignment.user_id)
        .where(ApprovalStep.case_id == case.id, ApprovalStep.round == case.round)
        .order_by(ApprovalStep.step_no, ApprovalAssignment.id)
    ).all()


def history_of(case_id):
    """Every act on the case, newest first."""
    return list(
        session.scalars(
            select(ApprovalAction)
            .where(ApprovalAction.case_id == case_id)
            .order_by(ApprovalAction.at.desc(), ApprovalAction.id.desc())
        )
    )
