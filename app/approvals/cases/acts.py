"""Writing down an act: the case's own immutable history and the tenant's audit trail."""

from app.approvals.cases.model import ApprovalAction
from app.approvals.documents import digest
from app.kernel import clock, context
from app.kernel.db import session
from app.platform.audit import record


def person_of(by):
    """The Actor whose right is used: the one stood in for (代理), else the one who acts."""
    return by.acting_for or by


def note_act(case, action, by, subject, *, step_no=None, comment="", note=""):
    """Add one line to the history of `case`, with who (as whom), when, from where and the document's hash."""
    stand_in = by.acting_for
    session.add(
        ApprovalAction(
            case_id=case.id,
            round=case.round,
            step_no=step_no,
            action=action,
            actor_id=by.id,
            actor_name=by.name,
            for_actor_id=stand_in.id if stand_in else None,
            for_actor_name=stand_in.name if stand_in else None,
            at=clock.now(),
            comment=comment.strip(),
            note=note,
            address=context.origin().address,
            document_hash=digest(subject),
        )
    )
    record(f"approval.{action}", case, by=by, label=case.title, round=case.round, step=step_no)
