"""What people do with a case. Each verb locks the case first, so that of two at once one comes second and hears so.

`case_id`: uuid; `by`: the Actor. The document moves in the same transaction.
"""

from sqlalchemy import select

from app.approvals.cases.acts import note_act, person_of
from app.approvals.cases.advancing import Progress, advance, settle_if_satisfied
from app.approvals.cases.model import LIVE, ApprovalCase
from app.approvals.cases.telling import call_off, tell_result
from app.approvals.documents import load
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Missing, Rejected
from app.kernel.moving import move


def approve(case_id, *, by, comment=""):
    """Agree in the open step. ANY closes it for the others; ALL waits for them; the last step ends the case.

    Raises Conflict when it was decided meanwhile, Rejected when it is not this person's turn.
    """
    case, progress, mine = _turn(case_id, by)
    subject, step = load(case.document, case.subject_id), progress.open_step()
    mine.state, mine.acted_at = "approved", clock.now()
    note_act(case, "approved", by, subject, step_no=step.step_no, comment=comment)
    if settle_if_satisfied(step, progress):
        advance(case, subject, by=by, progress=progress)
    else:
        move(case, "open", allowed=("open",))
    return case


def reject(case_id, *, by, comment=""):
    """Refuse for good: the case ends and the document is rejected. Raises as `approve`."""
    return _stop(case_id, "rejected", by, comment)


def send_back(case_id, *, by, comment):
    """Give it back to the applicant with a comment (差戻し); earlier approvals of the round are void.

    Raises Rejected without a comment, else as `approve`.
    """
    if not comment.strip():
        raise Rejected("Please say what should be changed.", field="comment")
    return _stop(case_id, "returned", by, comment)


def pull_back(case_id, *, by, comment=""):
    """The applicant takes it back (引戻し), as long as nobody has acted in this round.

    Raises Rejected for anybody else, Conflict when somebody was quicker.
    """
    case = _own_case(case_id, by, statuses=("open",))
    progress = Progress(case)
    if progress.touched():
        raise Conflict(
            "Somebody has already decided, so it cannot be pulled back. You can still withdraw it."
        )
    return _take_back(case, progress, by, "pulled_back", comment, status="returned")


def withdraw(case_id, *, by, comment=""):
    """The applicant gives the matter up (取止め): the case ends. A document still in approval becomes a draft."""
    case = _own_case(case_id, by, statuses=LIVE)
    return _take_back(case, Progress(case), by, "withdrawn", comment, status="withdrawn")


def abandon(subject, *, by, comment=""):
    """End the live case of a document that its own package cancelled; the document is not told. Returns it or None."""
    live = select(ApprovalCase.id).where(ApprovalCase.subject_id == subject.id, ApprovalCase.status.in_(LIVE))
    case_id = session.scalar(live)
    if case_id is None:
        return None
    case = locked(case_id)
    if case.status not in LIVE:
        return None
    asked = Progress(case).close("closed")
    note_act(case, "withdrawn", by, subject, comment=comment)
    move(case, "withdrawn", allowed=LIVE, step_no=0, closed_at=clock.now())
    call_off(case, asked)
    return case


def locked(case_id):
    """The case, its row locked until the end of the transaction and read as it is now. Raises Missing."""
    wanted = select(ApprovalCase).where(ApprovalCase.id == case_id).with_for_update(key_share=True)
    case = session.scalars(wanted, execution_options={"populate_existing": True}).one_or_none()
    if case is None:
        raise Missing
    return case


def _turn(case_id, by):
    """The locked case, its progress, and this person's open assignment."""
    case = locked(case_id)
    if case.applicant_id in (by.id, person_of(by).id):
        raise Rejected("Nobody approves their own document.")
    progress = Progress(case)
    own = [one for one in progress.people if one.user_id == person_of(by).id]
    mine = next((one for one in own if one.state == "open"), None)
    if mine is None:
        if own:
            raise Conflict("This has already been decided. Please look at the route once more.")
        raise Rejected("This document is not waiting for you.")
    return case, progress, mine


def _stop(case_id, result, by, comment):
    case, progress, mine = _turn(case_id, by)
    subject, step_no = load(case.document, case.subject_id), progress.open_step().step_no
    mine.state, mine.acted_at = result, clock.now()
    progress.close(result)
    note_act(case, result, by, subject, step_no=step_no, comment=comment)
    ended = {} if result == "returned" else {"closed_at": clock.now()}
    move(case, result, allowed=("open",), step_no=0, **ended)
    if result == "returned":
        subject.on_returned(by)
    else:
        subject.on_rejected(by)
    tell_result(case, result)
    return case


def _own_case(case_id, by, statuses):
    case = locked(case_id)
    if case.applicant_id != person_of(by).id:
        raise Rejected("Only the applicant may take this back.")
    if case.status not in statuses:
        raise Conflict("This has already been decided. Please look at the route once more.")
    return case


def _take_back(case, progress, by, action, comment, *, status):
    subject, was_open = load(case.document, case.subject_id), case.status == "open"
    asked = progress.close("closed")
    note_act(case, action, by, subject, comment=comment)
    ended = {} if status == "returned" else {"closed_at": clock.now()}
    move(case, status, allowed=LIVE, step_no=0, **ended)
    if was_open:
        subject.on_returned(by)
    call_off(case, asked)
    return case
