"""What shall happen to the selected rows: one page, that also works without scripts."""

from flask import redirect, render_template, request, url_for

from app.kernel.errors import Forbidden
from app.records.changes.queries import differing, how_many
from app.records.kit.describing import LINKS
from app.records.kit.queries import titles
from app.records.lists.queries import CAP
from app.records.pages.forms import offer
from app.records.pages.views.selection import (
    STATE,
    changeable,
    may_select,
    selection_from,
    ticks_of,
    value_form,
)
from app.records.pages.views.single import value_in
from app.web.answer import page


def new_change(kind):
    """The choice, the value, and how many rows it concerns. A file of them is put together on the page of exports."""
    selection = selection_from(kind, request.args)
    if not may_select(kind):
        raise Forbidden
    if selection.action == "export":
        return redirect(url_for(".new_export", **selection.question.address()), 303)
    return change_page(kind, selection, value_form(kind, selection))


def preview_change(kind):
    """How many rows would change with the value as it stands; nothing while it cannot be read."""
    selection = selection_from(kind, request.args)
    if not may_select(kind):
        raise Forbidden
    form = value_form(kind, selection, request.args)
    form.validate()
    value = None if form.errors.keys() - {"csrf_token"} else chosen_value(kind, selection, form)
    counts = None
    if value is not None:
        counts = how_many(kind, selection.question, differing(kind, selection.action, *value, **way_in(form)))
    return render_template("records/pages/changes/_preview.html", kind=kind, counts=counts, cap=CAP)


def chosen_value(kind, selection, form):
    """`(field or "state", value)` of a valid form; `("", None)` where there is nothing to choose."""
    if selection.action != "field" or not selection.field:
        return "", None
    name = selection.field
    return name, form[name].data if name == STATE else value_in(kind, form, name)


def way_in(form):
    """`{"way": …}` of a form that asks what to do with several choices."""
    return {"way": form["way"].data} if "way" in form else {}


def _typed(kind, selection, form):
    """What stands in the input of a link."""
    of = kind.fields.get(selection.field)
    if of is None or not of.link:
        return ""
    return form[of.name].text or titles(of.link, [form[of.name].data]).get(form[of.name].data, "")


def change_page(kind, selection, form, status=200):
    """The page of a change that is being put together."""
    differs = None if selection.action == "field" else differing(kind, selection.action)
    return page(
        "records/pages/changes/new.html",
        fragment="records/pages/changes/_new.html",
        status=status,
        kind=kind,
        selection=selection,
        ticks=ticks_of(kind, selection.question),
        counts=how_many(kind, selection.question, differs),
        cap=CAP,
        fields=changeable(kind),
        form=offer(kind, form),
        of=kind.fields.get(selection.field),
        linked=LINKS.get,
        text=_typed(kind, selection, form),
    )
