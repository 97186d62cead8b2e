"""Whatever people do in whatever order: no case ends approved without every step's rule satisfied."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.approvals import submit
from app.approvals.cases.acting import approve, pull_back, reject, send_back, withdraw
from app.approvals.cases.model import ApprovalAction, ApprovalAssignment, ApprovalCase, ApprovalStep
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.settings import choose
from tests.approvals.papers import Paper, by, facts, paper, route
from tests.support.people import Person

PEOPLE = [Person("yamada", role) for role in ("requester", "approver", "buyer", "inspector")]
APPLICANT = PEOPLE[0]
STEP = st.tuples(
    st.sampled_from(["ALL", "ANY"]), st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True)
)
VERBS = {
    "approve": approve,
    "reject": reject,
    "send back": lambda case_id, by: send_back(case_id, by=by, comment="直してください"),
    "pull back": pull_back,
    "withdraw": withdraw,
}
ACT = st.tuples(
    st.sampled_from(["approve"] * 6 + ["reject", "send back", "pull back", "withdraw", "submit", "submit"]),
    st.sampled_from(PEOPLE),
)
ADDRESS = {
    "open": "in approval",
    "approved": "approved",
    "rejected": "rejected",
    "returned": "draft",
    "withdrawn": "draft",
}


@given(steps=st.lists(STEP, min_size=1, max_size=3), acts=st.lists(ACT, max_size=14))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_case_ends_approved_without_every_rule_satisfied(cast, inside, steps, acts):
    with inside(APPLICANT):
        everything = session.begin_nested()
        choose("approvals.applicant_in_step", "skip")
        route(*((mode, *people) for mode, people in steps))
        document = paper()
        live_the_life_of(document, acts)
        everything.rollback()
        session.expunge_all()


def live_the_life_of(document, acts):
    case = attempt("submit", APPLICANT, document, None)
    for act, person in acts:
        case = attempt(act, person, document, case) or case
        if case:
            check(case, document)


def attempt(act, person, document, case):
    """One act as one request would do it: all of it, or nothing."""
    before = session.query(ApprovalAction).count()
    try:
        with session.begin_nested():
            if act == "submit":
                return handed_in(document)
            if case:
                VERBS[act](case.id, by=by(person))
            return case
    except Rejected:
        assert session.query(ApprovalAction).count() == before
        return None


def handed_in(document):
    if document.address != "draft" and session.query(ApprovalCase).count():
        raise Rejected("This document was handed in already.")
    document.address = "in approval"
    return submit(document, facts(), by=context.actor())


def check(case, document):
    session.flush()
    session.expire_all()
    case = session.get(ApprovalCase, (case.tenant_id, case.id))
    assert session.get(Paper, (document.tenant_id, document.id)).address == ADDRESS[case.status]
    steps = session.scalars(
        select(ApprovalStep)
        .where(ApprovalStep.case_id == case.id, ApprovalStep.round == case.round)
        .order_by(ApprovalStep.step_no)
    ).all()
    assert [one.state for one in steps].count("open") == (case.status == "open")
    assert session.query(ApprovalAssignment).filter_by(user_id=APPLICANT.user_id).count() == 0
    if case.status != "approved":
        return
    before = set()
    for step in steps:
        before = agreed(case, step, before) or before
    assert before


def agreed(case, step, before):
    """Ids of those who agreed in `step`; fails when its rule is not met or nobody really said so."""
    people = session.query(ApprovalAssignment).filter_by(step_id=step.id).all()
    acts = session.query(ApprovalAction).filter_by(
        case_id=case.id, round=case.round, step_no=step.step_no, action="approved"
    )
    said = {one.actor_id for one in acts}
    yes = {one.user_id for one in people if one.state in ("approved", "auto")}
    assert {one.user_id for one in people if one.state == "approved"} == said
    assert {one.user_id for one in people if one.state == "auto"} <= before
    if step.state == "skipped":
        assert not people
        return set()
    assert step.state == "approved"
    assert yes == {one.user_id for one in people} if step.mode == "ALL" else yes
    return yes
