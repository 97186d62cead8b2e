"""A case as a picture: its route with who, state and when, its history, and what the reader may do."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from itertools import groupby

from app.access.users.queries import names_of
from app.approvals.cases.queries import case_of, history_of, steps_with_people
from app.approvals.documents import label_of
from app.kernel import context
from app.kernel.i18n import _, _l, translate

STATES = {
    "open": (_l("Waiting for approval"), "waiting"),
    "approved": (_l("Approved"), "done"),
    "rejected": (_l("Rejected"), "problem"),
    "returned": (_l("Sent back"), "problem"),
    "withdrawn": (_l("Withdrawn"), "closed"),
}
FACES = {"approved": "done", "open": "current", "closed": "waiting"}
ACTS = {
    "submitted": (_l("submitted this"), "upload", "info"),
    "resubmitted": (_l("submitted this again"), "upload", "info"),
    "approved": (_l("approved"), "check", "done"),
    "auto_approved": (_l("was counted as agreeing"), "check", "done"),
    "skipped": (_l("skipped a step"), "minus", ""),
    "rejected": (_l("rejected this"), "close", "problem"),
    "returned": (_l("sent this back"), "undo", "problem"),
    "pulled_back": (_l("pulled this back"), "undo", "waiting"),
    "withdrawn": (_l("withdrew this"), "close", ""),
}


@dataclass(frozen=True)
class Drawing:
    """`steps` and `history` are what the components `steps` and `timeline` take. `may_*`: for the present reader."""

    case_id: uuid.UUID
    document: str
    title: str
    path: str
    status: str
    label: str
    tone: str
    round: int
    applicant: str
    submitted_at: dt.datetime
    steps: list = field(default_factory=list)
    history: list = field(default_factory=list)
    may_decide: bool = False
    may_pull_back: bool = False
    may_withdraw: bool = False


def drawing_of(subject_id):
    """The Drawing of a document's newest case, or None when it was never submitted. Four statements."""
    case = case_of(subject_id)
    return drawn(case) if case else None


def drawn(case):
    """The Drawing of `case` (ApprovalCase)."""
    rows, acts = steps_with_people(case), history_of(case.id)
    applicant = names_of([case.applicant_id])[case.applicant_id]
    me, own = context.actor(), context.actor().id == case.applicant_id
    touched = any(one and one.acted_at and one.state != "auto" for _step, one, _name in rows)
    label, tone = STATES[case.status]
    return Drawing(
        case_id=case.id,
        document=translate(label_of(case.document)),
        title=case.title,
        path=case.path,
        status=case.status,
        label=str(label),
        tone=tone,
        round=case.round,
        applicant=applicant,
        submitted_at=case.submitted_at,
        steps=[_beginning(case, applicant), *_steps(rows, acts, case.round)],
        history=[_line(act) for act in acts],
        may_decide=any(one and one.user_id == me.id and one.state == "open" for _step, one, _name in rows),
        may_pull_back=own and case.status == "open" and not touched,
        may_withdraw=own and case.status in ("open", "returned"),
    )


def _beginning(case, applicant):
    return {
        "name": _("Submission"),
        "who": applicant,
        "state": "done",
        "word": _("Submitted"),
        "at": case.submitted_at,
        "comment": "",
    }


def _steps(rows, acts, present_round):
    comments = {}
    for act in acts:  # newest first: the latest word of a step is shown
        if act.round == present_round and act.comment:
            comments.setdefault(act.step_no, act.comment)
    drawn_steps = []
    for step, group in groupby(rows, key=lambda row: row[0]):
        people = [(one, name) for _step, one, name in group if one]
        drawn_steps.append(
            {
                "name": step.name,
                "who": _who(step, people),
                "state": FACES.get(step.state, step.state),
                "word": "",
                "at": step.closed_at if step.state not in ("closed", "waiting") else None,
                "comment": comments.get(step.step_no) or (translate(step.note) if step.note else ""),
            }
        )
    return drawn_steps


def _who(step, people):
    """Names as a sentence; where several are asked, who already agreed."""
    agreed = [name for one, name in people if one.state in ("approved", "auto", "rejected", "returned")]
    names = [name for _one, name in people]
    if step.mode == "ANY" and len(names) > 1:
        return ", ".join(agreed) if agreed else _("one of %(names)s", names=_listed(names))
    if agreed and len(agreed) < len(names):
        waiting = [name for name in names if name not in agreed]
        return _("%(agreed)s agreed; %(waiting)s to follow", agreed=_listed(agreed), waiting=_listed(waiting))
    return _listed(names)


def _listed(names):
    return _(", ").join(names)


def _line(act):
    text, icon, tone = ACTS[act.action]
    who = act.actor_name
    if act.for_actor_name:
        who = _("%(person)s (by %(actor)s)", person=act.for_actor_name, actor=act.actor_name)
    body = act.comment or (translate(act.note) if act.note else "")
    return {"who": who, "at": act.at, "text": str(text), "body": body, "icon": icon, "tone": tone}
