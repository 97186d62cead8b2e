"""Keeping, changing, sharing, removing views; a reader's habits with a list."""

import datetime as dt

from sqlalchemy import delete

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Forbidden, Rejected
from app.platform.audit import record
from app.records.permissions import SHARE_VIEWS
from app.records.saved_views import audiences, queries
from app.records.saved_views.model import EVERYBODY, ListHabit, SavedView

LONGEST, NARROWEST, WIDEST = 60, 40, 900
KEPT = dt.timedelta(days=30)


def save_view(kind, question, name, *, subjects=(), widths=None):
    """Keep the question of a list under a name. Returns the SavedView; raises Rejected or Forbidden."""
    who = context.actor()
    view = SavedView(
        record_type=kind.name,
        name=_named(name),
        content=question.address(),
        widths=widths or {},
        owner_id=who.id,
        owner_name=who.name,
        subjects=_shared(subjects),
    )
    session.add(view)
    return _noted(view, "saved")


def replace_content(view, question, *, widths=None):
    """Let the view ask what the list asks now."""
    _allow(view)
    view.content, view.widths = question.address(), widths or view.widths
    return _noted(view, "changed")


def rename_and_share(view, name, subjects):
    """Another name, other readers."""
    _allow(view)
    view.name, view.subjects = _named(name), _shared(subjects, view.subjects)
    return _noted(view, "changed")


def remove(view):
    """Take the view away; `bring_back` undoes it. What was removed long ago goes for good."""
    _allow(view)
    view.removed_at, view.removed_by_id = clock.now(), context.actor().id
    session.execute(delete(SavedView).where(SavedView.removed_at < clock.now() - KEPT))
    return _noted(view, "removed")


def bring_back(view):
    """Undo `remove`. Twice is once."""
    _allow(view)
    view.removed_at = view.removed_by_id = None
    return _noted(view, "restored")


def open_with(kind, view):
    """Let the list open with `view` for the present reader; None: with everything."""
    _habit(kind).view_id = view.id if view else None
    session.flush()  # the habit names the view
    queries.forget()


def keep_widths(kind, view, widths):
    """Keep the widths `{field: pixels}` of the list's columns for the present reader, under `view` (or None)."""
    habit, key = _habit(kind), str(view.id) if view else ""
    kept = {
        name: min(max(int(width), NARROWEST), WIDEST) for name, width in widths.items() if _column(kind, name)
    }
    habit.widths = {name: one for name, one in {**habit.widths, key: kept}.items() if one}
    queries.forget()


def _column(kind, name):
    return name in kind.visible or name == "state"


def _habit(kind):
    habit = session.scalars(queries.habit_row(kind)).one_or_none()
    if habit is None:
        habit = ListHabit(user_id=context.actor().id, record_type=kind.name, widths={})
        session.add(habit)
    return habit


def _allow(view):
    if not queries.may_change(view):
        raise Forbidden(SHARE_VIEWS)


def _named(name):
    plain = " ".join(name.split())
    if not plain:
        raise Rejected("Give the view a name.", "name")
    if len(plain) > LONGEST:
        raise Rejected("Use at most %(n)s letters.", "name", n=LONGEST)
    return plain


def _shared(subjects, before=()):
    """The subjects a view may have: groups of the present actor, everybody with a permission of its own."""
    wanted = list(dict.fromkeys(subjects))
    if EVERYBODY in wanted and EVERYBODY not in before and not context.actor().may(SHARE_VIEWS):
        raise Forbidden(SHARE_VIEWS)
    known = {subject for subject, _label in audiences.offered()} | {EVERYBODY, *before}
    return [one for one in wanted if one in known]


def _noted(view, verb):
    if verb != "saved":
        view.version, view.changed_at = view.version + 1, clock.now()
    session.flush()  # the trail and the page name it
    queries.forget()
    record(f"view.{verb}", view, label=view.name, record_type=view.record_type)
    return view
