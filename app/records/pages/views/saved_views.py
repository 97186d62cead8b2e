"""Views of a list: kept, changed, shared, removed and brought back."""

from flask import request, url_for

from app.kernel.i18n import _
from app.records.lists.asking import question_from
from app.records.pages.views.asked import address_of
from app.records.saved_views import operations, queries
from app.records.saved_views.forms import ViewForm
from app.web.answer import answer, page, wants_fragment
from app.web.finding import find


def new_view(kind):
    """The form for keeping what the list asks now."""
    return _form(kind, ViewForm(formdata=None), question_from(kind, request.args))


def create_view(kind):
    """Keep it; the list shows it under its short address."""
    form, question = ViewForm(), question_from(kind, request.form)
    if form.validate():
        with form.absorbing():
            view = operations.save_view(
                kind, question, form.name.data, subjects=form.subjects.data, widths=_widths(kind)
            )
            if form.opening.data:
                operations.open_with(kind, view)
    if form.errors:
        return _form(kind, form, question, status=422)
    return to_view(view, _("The view %(name)s has been saved.", name=view.name))


def edit_view(kind, view_id):
    """Its name and readers."""
    view = find(queries.visible_views(kind), view_id)
    data = {"name": view.name, "subjects": view.subjects}
    return _form(
        kind, ViewForm(formdata=None, data=data, kept=view.subjects), question_from(kind, view.content), view
    )


def update_view(kind, view_id):
    """Rename and share."""
    view = find(queries.visible_views(kind), view_id)
    form = ViewForm(kept=view.subjects)
    if form.validate():
        with form.absorbing():
            operations.rename_and_share(view, form.name.data, form.subjects.data)
    if form.errors:
        return _form(kind, form, question_from(kind, view.content), view, status=422)
    return to_view(view, _("The view %(name)s has been saved.", name=view.name))


def update_view_content(kind, view_id):
    """Let the view ask what the list asks now."""
    view = find(queries.visible_views(kind), view_id)
    operations.replace_content(view, question_from(kind, request.form), widths=_widths(kind, view))
    return to_view(view, _("The view %(name)s has been saved.", name=view.name))


def delete_view(kind, view_id):
    """Remove it; the list offers to undo that."""
    view = find(queries.visible_views(kind), view_id)
    operations.remove(view)
    return answer(None, otherwise=url_for(".index", removed=view.id, view="all"))


def create_view_restoration(kind, view_id):
    """Bring it back."""
    view = find(queries.removed_views(kind), view_id)
    operations.bring_back(view)
    return to_view(view, _("The view %(name)s is back.", name=view.name))


def _widths(kind, view=None):
    """The widths the reader sees, for the view that is being kept."""
    _views, habit = queries.views_and_habit(kind)
    return habit.widths.get(str(view.id) if view else request.form.get("view", ""))


def to_view(view, message):
    """The list in its view, under its short address."""
    return answer(None, otherwise=url_for(".index", view=view.id), message=message)


def _form(kind, form, question, view=None, status=200):
    inside = request.headers.get("HX-Target", "").endswith("#view-form")
    return page(
        "records/pages/saved_views/form.html",
        fragment="records/pages/saved_views/_form.html"
        if inside
        else "records/pages/saved_views/_dialog.html",
        status=status,
        kind=kind,
        form=form,
        view=view,
        address=address_of(question),
        in_dialog=wants_fragment(),
    )
