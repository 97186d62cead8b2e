"""The views of a list that the present reader may use. A list's page reads them together with its user."""

import uuid
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import array

from app.kernel import context
from app.kernel.db import outermost, session
from app.records.kit.documents import described
from app.records.permissions import SHARE_VIEWS
from app.records.saved_views.model import EVERYBODY, ListHabit, SavedView

MOST = 200
"""How many views of one list are read; nobody finds anything among more."""
WITH_USER = f"""
    ARRAY(SELECT jsonb_build_array(v.id, v.name, v.content, v.widths, v.owner_id, v.owner_name, v.subjects)
            FROM saved_views v
           WHERE v.tenant_id = u.tenant_id AND v.record_type = :listed AND v.removed_at IS NULL
             AND (v.owner_id = u.id OR v.subjects <> '[]')
           ORDER BY v.created_at, v.id LIMIT {MOST}) AS views,
    (SELECT jsonb_build_array(h.view_id, h.widths) FROM list_habits h
      WHERE h.tenant_id = u.tenant_id AND h.user_id = u.id AND h.record_type = :listed) AS habit
"""
"""Columns beside those of a user `u`: the views of the list `:listed`, and the user's habit with it."""


@dataclass(frozen=True)
class View:
    """A saved view as a list's page uses it."""

    id: uuid.UUID
    name: str
    content: dict
    widths: dict
    owner_id: uuid.UUID
    owner_name: str
    subjects: tuple

    @property
    def own(self):
        """Whether it belongs to the present reader."""
        return self.owner_id == context.actor().id

    @property
    def may_change(self):
        """Whether the present reader may change it."""
        return may_change(self)


@dataclass(frozen=True)
class Habit:
    """The view a list opens with, and widths by view and field."""

    view_id: str = ""
    widths: dict = field(default_factory=dict)


@cache
def _listed():
    pages = (
        (f"{kind.endpoint}.{page}", name) for name, kind in described().items() for page in ("index", "show")
    )
    return dict(pages)


def listed_at(endpoint):
    """The name of the record type whose list that endpoint shows, or came from; None elsewhere."""
    return _listed().get(endpoint)


def remember(record_type, views, habit):
    """Note what was read together with the user."""
    outermost().info["views"] = (context.tenant_id_or_none(), record_type, views, habit)


def forget():
    """Ask again: after a change, and on every page that has nothing to do with a list."""
    outermost().info.pop("views", None)


def views_and_habit(kind):
    """`([View], Habit)` of the present reader for a list; without a statement where they came with the user."""
    tenant, record_type, views, habit = outermost().info.get("views") or (None,) * 4
    if (tenant, record_type) != (context.tenant_id(), kind.name):
        views = [_plain(one) for one in session.scalars(visible_views(kind))]
        habit = session.execute(
            select(ListHabit.view_id, ListHabit.widths).where(*_own_habit(kind))
        ).one_or_none()
    found = [
        View(uuid.UUID(str(one[0])), *one[1:4], uuid.UUID(str(one[4])), one[5], tuple(one[6]))
        for one in views
    ]
    return [one for one in found if _within_reach(one)], Habit(
        str(habit[0] or ""), habit[1]
    ) if habit else Habit()


def _plain(view):
    return view.id, view.name, view.content, view.widths, view.owner_id, view.owner_name, view.subjects


def _within_reach(view):
    who = context.actor()
    return view.owner_id == who.id or EVERYBODY in view.subjects or not who.subjects.isdisjoint(view.subjects)


def _own_habit(kind):
    return ListHabit.user_id == context.actor().id, ListHabit.record_type == kind.name


def habit_row(kind):
    """Select of the present reader's ListHabit for a list."""
    return select(ListHabit).where(*_own_habit(kind))


def visible_views(kind):
    """Select of the views of a list that the present reader may use, the oldest first."""
    return _views(kind).where(SavedView.removed_at.is_(None))


def removed_views(kind):
    """Select of the removed views that the present reader removed."""
    return _views(kind).where(SavedView.removed_by_id == context.actor().id)


def _views(kind):
    who = context.actor()
    shared = SavedView.subjects.has_any(array([EVERYBODY, *sorted(who.subjects)]))
    return (
        select(SavedView)
        .where(SavedView.record_type == kind.name, or_(SavedView.owner_id == who.id, shared))
        .order_by(SavedView.created_at, SavedView.id)
        .limit(MOST)
    )


def may_change(view):
    """Whether the present actor may change or remove a view: its owner; everybody's also those who may share so."""
    who = context.actor()
    return view.owner_id == who.id or (EVERYBODY in view.subjects and who.may(SHARE_VIEWS))
