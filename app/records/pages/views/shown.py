"""Which question a list answers: the address's own, or that of a saved view, and what stands around it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import g, request, url_for

from app.records.lists.asking import asks, question_from
from app.records.saved_views.queries import views_and_habit

ALL = "all"
"""The word in the address for the list itself, where a reader's list opens with a view."""


@dataclass(frozen=True)
class Shown:
    """A list's question with the view it stands in (None: the list itself) and the tabs above it."""

    question: Any
    view: Any
    habit: Any
    views: list
    changed: bool
    lost: bool
    usual_sort: str

    @property
    def worth_keeping(self):
        """Whether the list is other than it opens by itself."""
        question = self.question
        return question.narrowed or bool(question.columns) or question.sort != self.usual_sort

    @property
    def address(self):
        """Arguments of the list's address: the question, and the view it began from."""
        named = str(self.view.id) if self.view else ALL if self.habit.view_id else None
        return {**self.question.address(), **({"view": named} if named else {})}

    @property
    def widths(self):
        """Pixels by field: the reader's own for this view, else the view's."""
        own = self.habit.widths.get(str(self.view.id) if self.view else "")
        return own or (self.view.widths if self.view else {})

    @property
    def tabs(self):
        """The list itself and its views, as links."""
        everything = {"view": ALL} if self.habit.view_id else {}
        found = [{"view": None, "url": url_for(".index", **everything), "active": self.view is None}]
        return found + [
            {"view": one, "url": url_for(".index", view=one.id), "active": one is self.view}
            for one in self.views
        ]


def shown_list(kind):
    """What the present address asks of a list. A view that is gone or of somebody else is `lost`."""
    shown = shown_at(kind, request.args)
    if shown.view and not asks(kind, request.args):
        g.here = shown.address
    return shown


def shown_at(kind, arguments):
    """What an address with these arguments asks of a list."""
    views, habit = views_and_habit(kind)
    asked, wanted = asks(kind, arguments), arguments.get("view", "")
    named = wanted or ("" if asked else habit.view_id)
    view = next((one for one in views if str(one.id) == named), None)
    question = question_from(kind, view.content if view and not asked else arguments)
    if view and not asked:
        question = replace(question, after=arguments.get("after", ""))
    changed = asked and view is not None and question.address() != question_from(kind, view.content).address()
    lost = bool(wanted and wanted != ALL and view is None)
    return Shown(question, view, habit, views, changed, lost, kind.usual_sort)
