import pytest
from sqlalchemy import select

from app.approvals.cases.acting import approve
from app.approvals.cases.model import ApprovalCase
from app.approvals.routes.operations import StepDraft
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.settings import choose
from tests.approvals.papers import (
    acts,
    by,
    department,
    disable,
    route,
    step_states,
    submitted,
    user,
    waiting_ids,
)


def test_the_applicant_among_several_is_left_out(cast, inside):
    with inside(cast.approver):
        route(("ALL", cast.approver, cast.buyer))
        case = submitted()
        assert waiting_ids(case) == {cast.buyer.user_id}
        with pytest.raises(Rejected):
            approve(case.id, by=context.actor())


def test_the_applicant_alone_passes_it_on_to_the_head_above(cast, inside):
    with inside(cast.approver):
        department("100").head_id = cast.buyer.user_id
        route(("ALL", cast.approver))
        assert waiting_ids(submitted()) == {cast.buyer.user_id}


def test_the_applicant_alone_without_a_head_is_an_error_at_submission(cast, inside):
    with inside(cast.approver):
        route(("ALL", cast.approver))
        with pytest.raises(Rejected):
            submitted()
        assert session.scalars(select(ApprovalCase)).all() == []


def test_the_step_of_the_applicant_is_skipped_where_the_company_says_so(cast, inside):
    with inside(cast.approver):
        choose("approvals.applicant_in_step", "skip")
        route(("ALL", cast.approver), ("ALL", cast.buyer))
        case = submitted()
        assert (step_states(case), acts(case)) == (["skipped", "open"], ["submitted", "skipped"])
        approve(case.id, by=by(cast.buyer))
        assert case.status == "approved"


def test_nothing_is_approved_when_every_step_would_be_skipped(cast, inside):
    with inside(cast.approver):
        choose("approvals.applicant_in_step", "skip")
        route(("ALL", cast.approver), ("ANY", cast.approver))
        with pytest.raises(Rejected):
            submitted()


@pytest.mark.parametrize("when_nobody, expected", [("skip", "skipped"), ("escalate", "open")])
def test_a_step_without_anybody_does_what_it_says(cast, inside, when_nobody, expected):
    with inside(cast.requester):
        disable(cast.approver)
        department("100").head_id = cast.inspector.user_id
        route(StepDraft("課長", [user(cast.approver)], when_nobody=when_nobody), ("ALL", cast.buyer))
        assert step_states(submitted())[0] == expected


def test_a_step_without_anybody_is_an_error_unless_it_says_otherwise(cast, inside):
    with inside(cast.requester):
        disable(cast.approver)
        route(("ALL", cast.approver), ("ALL", cast.buyer))
        with pytest.raises(Rejected):
            submitted()
