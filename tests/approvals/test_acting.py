import pytest
from sqlalchemy import select

from app.approvals import abandon, submit
from app.approvals.cases.acting import approve, pull_back, reject, send_back, withdraw
from app.approvals.cases.model import ApprovalAction
from app.approvals.queries import case_of
from app.approvals.routes.operations import StepDraft
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit.model import AuditEntry
from app.platform.mail.model import Mail
from app.platform.notifications.model import Notification
from tests.approvals.papers import (
    Paper,
    acts,
    by,
    department,
    facts,
    paper,
    route,
    step_states,
    submitted,
    waiting_ids,
)


def document_of(case):
    return session.get(Paper, (case.tenant_id, case.subject_id))


def test_two_steps_in_order_then_the_document_is_approved(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver), ("ALL", cast.buyer))
        case = submitted()
        assert waiting_ids(case) == {cast.approver.user_id}
        assert [one.user_id for one in session.scalars(select(Notification))] == [cast.approver.user_id]
        assert list(session.scalars(select(Mail.to_address))) == [cast.approver.email]
        approve(case.id, by=by(cast.approver), comment="よいと思います")
        assert waiting_ids(case) == {cast.buyer.user_id}
        assert document_of(case).address == "in approval"
        approve(case.id, by=by(cast.buyer))
        assert (case.status, case.step_no, document_of(case).address) == ("approved", 0, "approved")
        assert acts(case) == ["submitted", "approved", "approved"]
        told = select(AuditEntry.verb).where(AuditEntry.subject_id == case.id)
        verbs = list(session.scalars(told.order_by(AuditEntry.at, AuditEntry.id)))
        assert verbs == ["approval.submitted", "approval.approved", "approval.approved"]


def test_any_closes_for_the_others_at_the_first_act(cast, inside):
    with inside(cast.requester):
        route(("ANY", cast.approver, cast.buyer))
        case = submitted()
        approve(case.id, by=by(cast.buyer))
        assert case.status == "approved"
        with pytest.raises(Conflict):
            approve(case.id, by=by(cast.approver))
        assert acts(case) == ["submitted", "approved"]


def test_all_waits_for_everyone_and_one_send_back_wins(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver, cast.buyer), ("ALL", cast.inspector))
        case = submitted()
        approve(case.id, by=by(cast.approver))
        assert case.status == "open"
        send_back(case.id, by=by(cast.buyer), comment="数量を見直してください")
        assert (case.status, document_of(case).address) == ("returned", "draft")
        assert step_states(case) == ["returned", "closed"]
        assert waiting_ids(case) == set()


def test_send_back_needs_a_comment(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        case = submitted()
        with pytest.raises(Rejected) as refusal:
            send_back(case.id, by=by(cast.approver), comment="  ")
        assert refusal.value.field == "comment"
        assert (case.status, acts(case)) == ("open", ["submitted"])


def test_reject_ends_the_case(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver), ("ALL", cast.buyer))
        case = submitted()
        reject(case.id, by=by(cast.approver), comment="予算外")
        assert (case.status, document_of(case).address) == ("rejected", "rejected")
        assert case.closed_at is not None


def test_resubmission_is_a_new_round_with_the_route_chosen_anew(cast, inside):
    with inside(cast.requester):
        small = route(("ALL", cast.approver), name="少額", below=100_000)
        large = route(("ALL", cast.buyer), name="高額", at_least=100_000)
        case = submitted(amount=50_000)
        assert case.route_id == small.id
        send_back(case.id, by=by(cast.approver), comment="金額を直してください")
        document = document_of(case)
        document.address = "in approval"
        again = submit(document, facts(amount=150_000), by=context.actor())
        assert (again.id, again.round, again.route_id) == (case.id, 2, large.id)
        assert waiting_ids(case) == {cast.buyer.user_id}
        assert acts(case) == ["submitted", "returned", "resubmitted"]


def test_the_same_hash_stands_on_every_act_until_the_document_changes(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        case = submitted()
        send_back(case.id, by=by(cast.approver), comment="名前")
        document = document_of(case)
        document.name = "別の書類"
        submit(document, facts(), by=context.actor())
        hashes = select(ApprovalAction.document_hash).where(ApprovalAction.case_id == case.id)
        first, returned, second = session.scalars(hashes.order_by(ApprovalAction.id))
        assert (first == returned, second == case.document_hash, first == second) == (True, True, False)


def test_pulling_back_until_somebody_has_acted(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver, cast.buyer))
        case = submitted()
        pull_back(case.id, by=context.actor())
        assert (case.status, document_of(case).address) == ("returned", "draft")
        submit(document_of(case), facts(), by=context.actor())
        approve(case.id, by=by(cast.approver))
        with pytest.raises(Conflict):
            pull_back(case.id, by=context.actor())
        assert case.status == "open"


def test_only_the_applicant_takes_back_and_withdraws(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        case = submitted()
        for verb in (pull_back, withdraw):
            with pytest.raises(Rejected):
                verb(case.id, by=by(cast.approver))
        withdraw(case.id, by=context.actor())
        assert (case.status, document_of(case).address) == ("withdrawn", "draft")


def test_after_an_end_the_document_may_start_a_new_case(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        case = submitted()
        reject(case.id, by=by(cast.approver))
        new = submit(document_of(case), facts(), by=context.actor())
        assert new.id != case.id
        assert case_of(case.subject_id).id == new.id


def test_submitting_twice_is_a_conflict(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        case = submitted()
        with pytest.raises(Conflict):
            submit(document_of(case), facts(), by=context.actor())
        assert acts(case) == ["submitted"]


def test_a_colleague_who_submits_becomes_the_applicant(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver, cast.buyer))
        case = submitted()
        pull_back(case.id, by=context.actor())
        new = submit(document_of(case), facts(), by=by(cast.buyer))
        assert (case.status, new.applicant_id) == ("withdrawn", cast.buyer.user_id)
        assert waiting_ids(new) == {cast.approver.user_id}


def test_the_same_approver_is_not_asked_twice_in_a_row(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver), ("ALL", cast.approver, cast.buyer), ("ANY", cast.buyer, cast.inspector))
        case = submitted()
        approve(case.id, by=by(cast.approver))
        assert waiting_ids(case) == {cast.buyer.user_id}
        approve(case.id, by=by(cast.buyer))
        assert case.status == "approved"
        assert acts(case) == ["submitted", "approved", "auto_approved", "approved", "auto_approved"]
        notes = list(
            session.scalars(select(ApprovalAction.note).where(ApprovalAction.action == "auto_approved"))
        )
        assert len(notes) == 2
        assert all(notes)


def test_people_are_frozen_when_it_is_submitted(cast, inside):
    with inside(cast.requester):
        department("100").head_id = cast.approver.user_id
        route(StepDraft("部長", [{"kind": "head", "level": 0}]))
        case = submitted()
        department("100").head_id = cast.buyer.user_id
        session.flush()
        assert waiting_ids(case) == {cast.approver.user_id}


def test_a_cancelled_document_takes_its_case_along(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        case = submitted()
        assert abandon(document_of(case), by=context.actor()).id == case.id
        assert (case.status, document_of(case).address) == ("withdrawn", "in approval")
        assert abandon(document_of(case), by=context.actor()) is None


def test_a_stranger_to_the_case_decides_nothing(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        case = submitted()
        with pytest.raises(Rejected):
            approve(case.id, by=by(cast.buyer))
        assert acts(case) == ["submitted"]


def test_acts_can_neither_be_changed_nor_deleted(cast, inside, rolled_back):
    from sqlalchemy import text
    from sqlalchemy.exc import ProgrammingError

    with inside(cast.requester):
        route(("ALL", cast.approver))
        submitted()
        for statement in ("UPDATE approval_actions SET comment = 'x'", "DELETE FROM approval_actions"):
            with pytest.raises(ProgrammingError), session.begin_nested():
                session.execute(text(statement))


def test_a_document_that_was_never_submitted_has_no_case(cast, inside):
    with inside(cast.requester):
        assert case_of(paper().id) is None
