"""Markers and stamps on slips (ec.md §4.16)."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from app.commerce.slips.model import Mark, Marking
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.platform.audit import record


def new_mark(name, tone="draft"):
    """A mark that slips may bear. Raises Rejected for an empty or known name."""
    name = name.strip()
    if not name:
        raise Rejected("Enter what the mark says.", "name")
    if session.scalar(select(Mark.id).where(Mark.name == name)):
        raise Rejected("There is a mark with that name already.", "name")
    made = Mark(name=name, tone=tone)
    session.add(made)
    record("mark.entered", made, label=name)
    return made


def mark(slip_ids, mark_id):
    """Put a mark on slips; those that bear it already stay as they are."""
    rows = [
        {
            "tenant_id": context.tenant_id(),
            "id": new_id(),
            "slip_id": one,
            "mark_id": mark_id,
            "by_name": context.actor().name,
            "created_at": clock.now(),
        }
        for one in slip_ids
    ]
    if rows:
        session.execute(
            insert(Marking)
            .values(rows)
            .on_conflict_do_nothing(index_elements=["tenant_id", "slip_id", "mark_id"])
        )


def unmark(slip_ids, mark_id):
    """Take a mark off slips."""
    session.execute(delete(Marking).where(Marking.slip_id.in_(slip_ids), Marking.mark_id == mark_id))


def marks():
    """Marks in use: `(id, name, tone)`, in their order."""
    found = (
        select(Mark.id, Mark.name, Mark.tone)
        .where(Mark.retired_at.is_(None))
        .order_by(Mark.position, Mark.name)
    )
    return session.execute(found).all()


def marks_of(slip_ids):
    """`{slip id: [(name, tone), …]}`."""
    found = {}
    rows = session.execute(
        select(Marking.slip_id, Mark.id, Mark.name, Mark.tone)
        .join(Mark, Mark.id == Marking.mark_id)
        .where(Marking.slip_id.in_(slip_ids))
        .order_by(Mark.position, Mark.name)
    )
    for slip_id, mark_id, name, tone in rows:
        found.setdefault(slip_id, []).append((mark_id, name, tone))
    return found
