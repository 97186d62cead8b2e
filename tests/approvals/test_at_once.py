"""Two people at the same moment, each on a connection of their own, in a cloned database."""

from functools import partial

import pytest
from sqlalchemy import select

from app.approvals import submit
from app.approvals.cases.acting import approve, pull_back, reject
from app.approvals.cases.model import ApprovalAction, ApprovalCase
from app.kernel.db import session
from app.kernel.errors import Conflict
from tests.approvals.papers import Paper, facts, paper, route
from tests.support.at_once import application_elsewhere, race, transaction
from tests.support.people import Person

REQUESTER, APPROVER, BUYER = (Person("yamada", role) for role in ("requester", "approver", "buyer"))
ROUNDS = 4
pytestmark = pytest.mark.xdist_group("approvals_at_once")  # one worker, one clone


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    """The application on a database of its own, where commits are real."""
    with application_elsewhere(fresh_database, "approvals_at_once") as app:
        yield app


def at_once(app, *works):
    """Run `(person, verb, case id)` at once. Returns each one's outcome: `done` or the refusal's class."""
    asked = ((person, partial(verb, case_id)) for person, verb, case_id in works)
    return race(
        *((transaction(app, person), lambda actor, verb=verb: verb(by=actor)) for person, verb in asked)
    )


def put_forward(app, code, *steps):
    with transaction(app, REQUESTER) as actor:
        if steps:
            route(*steps, name=code, priority=1000 + int(code[-1]), extras=[code])
        return submit(paper(code), facts(extra={code: True}), by=actor).id


def what_became(app, case_id):
    with transaction(app, REQUESTER):
        case = session.get(ApprovalCase, (REQUESTER.tenant_id, case_id))
        acts = session.scalars(
            select(ApprovalAction.action)
            .where(ApprovalAction.case_id == case_id)
            .order_by(ApprovalAction.at, ApprovalAction.id)
        ).all()
        return case.status, session.get(Paper, (case.tenant_id, case.subject_id)).address, acts


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_approve_an_any_step_at_once_and_one_is_told_so(elsewhere, turn):
    case_id = put_forward(elsewhere, f"any{turn}", ("ANY", APPROVER, BUYER))
    outcomes = at_once(elsewhere, (APPROVER, approve, case_id), (BUYER, approve, case_id))
    assert sorted(outcomes, key=str) == [Conflict, "done"]
    assert what_became(elsewhere, case_id) == ("approved", "approved", ["submitted", "approved"])


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_approve_an_all_step_at_once_and_neither_is_lost(elsewhere, turn):
    case_id = put_forward(elsewhere, f"all{turn}", ("ALL", APPROVER, BUYER))
    assert at_once(elsewhere, (APPROVER, approve, case_id), (BUYER, approve, case_id)) == ["done", "done"]
    assert what_became(elsewhere, case_id) == ("approved", "approved", ["submitted", "approved", "approved"])


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_pulling_back_and_approving_at_once_have_one_winner(elsewhere, turn):
    case_id = put_forward(elsewhere, f"pull{turn}", ("ALL", APPROVER))
    outcomes = at_once(elsewhere, (REQUESTER, pull_back, case_id), (APPROVER, approve, case_id))
    assert sorted(outcomes, key=str) == [Conflict, "done"]
    pulled = ("returned", "draft", ["submitted", "pulled_back"])
    approved = ("approved", "approved", ["submitted", "approved"])
    assert what_became(elsewhere, case_id) == (pulled if outcomes[0] == "done" else approved)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_approving_and_rejecting_at_once_have_one_winner(elsewhere, turn):
    case_id = put_forward(elsewhere, f"both{turn}", ("ALL", APPROVER, BUYER), ("ALL", APPROVER))
    at_once(elsewhere, (APPROVER, approve, case_id), (BUYER, reject, case_id))
    status, address, acts = what_became(elsewhere, case_id)
    assert (status, address) == ("rejected", "rejected")
    assert acts in (["submitted", "rejected"], ["submitted", "approved", "rejected"])
