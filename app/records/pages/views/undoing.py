"""An import taken back: asked for, watched, and what was left because somebody had touched it."""

from flask import redirect, request, url_for
from sqlalchemy import select

from app.kernel.db import session
from app.records.imports import undoing
from app.records.imports.model import ImportChange
from app.records.imports.queries import imports_of
from app.records.kit.queries import key_of, reach
from app.records.pages.views.progress import of_job
from app.web.answer import answer, page, wants_fragment
from app.web.finding import find
from app.web.paging import paged


def undo_values(kind, made):
    """What the templates need of taking an import back."""
    left = None
    if made.undone_at and made.undo_counts.get("left"):
        left = paged(
            undoing.left_of(made), ImportChange.record_id, ImportChange.id, token=request.args.get("after")
        )
    return {
        "may_undo": undoing.can_be_undone(made),
        "days": undoing.DAYS,
        "undoing": of_job(made.undo_job_id) if made.undone_at is None else None,
        "left": left,
        "names": _names(kind, [one.record_id for one in left]) if left else {},
    }


def _names(kind, ids):
    model = kind.model
    named = select(model.id, key_of(kind), getattr(model, kind.title)).where(model.id.in_(ids), reach(kind))
    return {row_id: f"{code} {title}" for row_id, code, title in session.execute(named)}


def create_undoing(kind, import_id):
    """Take the import back, in the background."""
    made = find(imports_of(kind), import_id)
    undoing.undo(kind, made)
    return answer(None, otherwise=url_for(".show_import", import_id=made.id))


def show_undoing(kind, import_id):
    """How far it is: the fragment that asks again by itself."""
    made = find(imports_of(kind), import_id)
    if not wants_fragment():
        return redirect(url_for(".show_import", import_id=made.id), 303)
    return page("records/pages/imports/_undoing.html", kind=kind, made=made, **undo_values(kind, made))
