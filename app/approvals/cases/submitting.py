"""Submission and resubmission: the document and its route are frozen, the first step opens."""

from dataclasses import replace

from sqlalchemy import select

from app.approvals.cases.acting import abandon
from app.approvals.cases.acts import note_act, person_of
from app.approvals.cases.advancing import Progress, advance
from app.approvals.cases.model import LIVE, ApprovalAssignment, ApprovalCase, ApprovalStep
from app.approvals.documents import digest
from app.approvals.routes.planning import planned
from app.approvals.routes.queries import route_for
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.moving import move
from app.platform.audit.recording import plain


def submit(subject, facts, *, by, comment=""):
    """Put `subject` (Approvable, already "in approval") before the approvers of its route; returns the case.

    `facts`: Facts. A case that was sent or pulled back goes on as its next round, with the route chosen anew.
    Raises Rejected when no route fits or nobody could approve, Conflict when it is already before its approvers.
    """
    facts = replace(facts, organisation_id=facts.organisation_id or by.organisation_id)
    route = route_for(facts)
    if route is None:
        raise Rejected("There is no approval route for this kind of document yet.")
    plan = planned(route, facts, by)
    session.flush()
    case = _returned_case(subject, by)
    described = {
        "title": subject.approval_title,
        "path": subject.approval_path,
        "route_id": route.id,
        "organisation_id": facts.organisation_id,
        "amount": facts.amount,
        "facts": plain({"category": facts.category, **facts.extra}),
        "document_hash": digest(subject),
        "submitted_at": clock.now(),
    }
    if case is None:
        case, action = _new_case(subject, facts, by, described), "submitted"
    else:
        move(case, "open", allowed=("returned",), round=case.round + 1, step_no=0, **described)
        action = "resubmitted"
    _freeze(case, plan)
    note_act(case, action, by, subject, comment=comment)
    advance(case, subject, by=by, progress=Progress(case))
    session.flush()
    return case


def _returned_case(subject, by):
    """The applicant's own returned case, locked. Somebody else's is ended: whoever submits is the applicant."""
    live = select(ApprovalCase).where(ApprovalCase.subject_id == subject.id, ApprovalCase.status.in_(LIVE))
    case = session.scalars(live.with_for_update(key_share=True)).one_or_none()
    if case is None:
        return None
    if case.status == "open":
        raise Conflict("This document is already waiting for approval.")
    if case.applicant_id != person_of(by).id:
        abandon(subject, by=by)
        return None
    return case


def _new_case(subject, facts, by, described):
    case = ApprovalCase(
        document=facts.document,
        subject_id=subject.id,
        applicant_id=person_of(by).id,
        status="open",
        **described,
    )
    session.add(case)
    session.flush()  # steps, people and history point at it
    return case


def _freeze(case, plan):
    for planned_step in plan:
        step = ApprovalStep(
            case_id=case.id,
            round=case.round,
            step_no=planned_step.step_no,
            name=planned_step.name,
            kind=planned_step.kind,
            mode=planned_step.mode,
            quorum=planned_step.quorum,
            due_days=planned_step.due_days,
            note=planned_step.note,
        )
        session.add(step)
        session.flush()  # its people point at it
        session.add_all(
            ApprovalAssignment(case_id=case.id, step_id=step.id, user_id=one) for one in planned_step.people
        )
    session.flush()  # read back in order by Progress
