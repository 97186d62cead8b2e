"""From step to step: opening, satisfying, skipping, and the end of the line."""

import datetime as dt

from sqlalchemy import select

from app.access.users.queries import names_of
from app.approvals.cases.acts import note_act
from app.approvals.cases.model import ApprovalAssignment, ApprovalStep
from app.approvals.cases.telling import ask, tell_result
from app.kernel import clock
from app.kernel.context import SYSTEM, Actor
from app.kernel.db import session
from app.kernel.moving import move

AGREED = ("approved", "auto")
ALREADY_AGREED = "Approved automatically: the same person approved the step before"


class Progress:
    """The steps and people of the present round of a case, read while the case's row is locked."""

    def __init__(self, case):
        self.case = case
        fresh = {"populate_existing": True}
        steps = select(ApprovalStep).where(ApprovalStep.case_id == case.id, ApprovalStep.round == case.round)
        self.steps = list(session.scalars(steps.order_by(ApprovalStep.step_no), execution_options=fresh))
        people = select(ApprovalAssignment).where(
            ApprovalAssignment.step_id.in_([step.id for step in self.steps])
        )
        self.people = list(session.scalars(people.order_by(ApprovalAssignment.id), execution_options=fresh))

    def of(self, step):
        """The assignments of one step."""
        return [one for one in self.people if one.step_id == step.id]

    def open_step(self):
        """The step that waits for its people, or None."""
        return next((step for step in self.steps if step.state == "open"), None)

    def touched(self):
        """Whether somebody has already acted in this round."""
        return any(one.acted_at and one.state != "auto" for one in self.people)

    def satisfied(self, step):
        """Whether enough people of the step agreed (ALL: everyone, ANY: one)."""
        return sum(one.state in AGREED for one in self.of(step)) >= step.quorum

    def agreed_before(self, step):
        """Ids of those who agreed in the nearest step before that was not skipped."""
        earlier = [one for one in self.steps if one.step_no < step.step_no and one.state == "approved"]
        return {one.user_id for one in self.of(earlier[-1]) if one.state in AGREED} if earlier else set()

    def close(self, state):
        """End the round: the open step takes `state`, what was still waiting is closed. Returns who was asked."""
        asked = [one.user_id for one in self.people if one.state == "open"]
        for step in self.steps:
            if step.state in ("open", "waiting"):
                step.state = state if step.state == "open" else "closed"
                step.closed_at = clock.now()
        for one in self.people:
            if one.state in ("open", "waiting"):
                one.state = "closed"
        return asked


def advance(case, subject, *, by, progress):
    """Open the next step that needs a decision; after the last one the case and its document are approved."""
    for step in progress.steps:
        if step.state != "waiting":
            continue
        if _begin(case, subject, step, progress):
            move(case, "open", allowed=("open",), step_no=step.step_no)
            waiting = [one.user_id for one in progress.of(step) if one.state == "open"]
            ask(case, waiting, names_of([case.applicant_id])[case.applicant_id])
            return
    move(case, "approved", allowed=("open",), step_no=0, closed_at=clock.now())
    subject.on_approved(by)
    tell_result(case, "approved")


def _begin(case, subject, step, progress):
    """Open `step`; True when somebody must decide, False when it is settled at once (skipped, agreed before)."""
    step.opened_at = clock.now()
    if not progress.of(step):
        _settle(step, "skipped")
        note_act(case, "skipped", SYSTEM, subject, step_no=step.step_no, note=step.note)
        return False
    step.state = "open"
    _ask_everyone(step, progress)
    _agree_again(case, subject, step, progress)
    return not settle_if_satisfied(step, progress)


def _ask_everyone(step, progress):
    due = clock.today() + dt.timedelta(days=step.due_days) if step.due_days else None
    for one in progress.of(step):
        one.state, one.opened_at, one.due_on = "open", clock.now(), due


def _agree_again(case, subject, step, progress):
    """Whoever approved the step before is not asked twice (procurement §5.2); the history says so."""
    before = progress.agreed_before(step)
    again = [one for one in progress.of(step) if one.user_id in before]
    names = names_of([one.user_id for one in again])
    for one in again:
        one.state, one.acted_at = "auto", clock.now()
        person = Actor(id=one.user_id, name=names[one.user_id])
        stand_in = Actor(id=None, name=SYSTEM.name, kind="system", acting_for=person)
        note_act(case, "auto_approved", stand_in, subject, step_no=step.step_no, note=ALREADY_AGREED)


def settle_if_satisfied(step, progress):
    """Close `step` for everybody else when its rule is met; True when it was."""
    if not progress.satisfied(step):
        return False
    for one in progress.of(step):
        if one.state == "open":
            one.state = "closed"
    _settle(step, "approved")
    return True


def _settle(step, state):
    step.state, step.closed_at = state, clock.now()
