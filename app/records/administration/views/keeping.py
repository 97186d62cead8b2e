"""The steps that every screen shares: look at a proposal, save it, say what somebody else saved first."""

from flask import request, url_for

from app.kernel.errors import Conflict, Missing
from app.kernel.i18n import _
from app.records.administration.views.previewing import preview_of
from app.records.custom_fields.defining import check
from app.records.custom_fields.operations import arrange
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.queries import latest
from app.records.layouts.shaping import CODES, arranged, content_of
from app.records.layouts.versions import version_of
from app.web.answer import answer, page, wants_fragment


def type_called(name):
    """The record type as the code describes it. Raises Missing."""
    if name not in RECORD_TYPES:
        raise Missing
    return RECORD_TYPES[name]


def subject_of(kind):
    """The subject of a record type's arrangement."""
    return f"record:{kind.name}"


def present(kind):
    """The record type as it is arranged now (also inside this transaction)."""
    return arranged(kind, content_of(subject_of(kind)), content_of(CODES))


def tabs(kind):
    """The screens of a record type as `ui.tabs` wants them."""
    words = {
        "layout_labels.edit": _("Names of fields"),
        "layout_standards.edit": _("Standard fields"),
        "layout_figures.edit": _("Number formats"),
        "layout_cards.edit": _("Cards and columns"),
        "layout_buttons.index": _("Title buttons"),
        "own_fields.index": _("Own fields"),
        "layout_versions.index": _("Versions"),
    }
    here = request.endpoint.rpartition(".")[0]
    return [
        {
            "label": word,
            "url": url_for(f"records.{name}", record_type=kind.name),
            "active": here == f"records.{name.partition('.')[0]}",
        }
        for name, word in words.items()
    ]


def opened(form, subject, status):
    """The version in force; a form that is opened, or shown again because somebody was faster, carries it."""
    version = version_of(subject)
    if form is not None and (status == 409 or not form.version.data):
        form.version.data = str(version)
    return version


def looking():
    """Whether the form was sent to be looked at, not to be saved."""
    return bool(request.values.get("look"))


def screen(kind, template, status=200, *, content=None, overtaken=None, **values):
    """A screen of a record type with its preview; `content` is the arrangement to look at (default: the present one).

    htmx gets the preview alone while one is only looking, else the form (`labels/edit` → `labels/_edit.html`).
    """
    shown = content_of(subject_of(kind)) if content is None else content
    version = opened(values.get("form"), subject_of(kind), status)
    folder, _slash, name = template.partition("/")
    part = f"records/administration/{folder}/_{name}.html"
    return page(
        f"records/administration/{template}.html",
        "records/administration/_preview.html" if looking() else part,
        200 if status == 422 and looking() and wants_fragment() else status,
        kind=kind,
        tabs=tabs(kind),
        version=version,
        preview=preview_of(kind, shown),
        changed=content is not None,
        overtaken=overtaken,
        **{"form": None, **values},
    )


def keep(kind, form, change, summary, show, *, save=None, leads=None, **details):
    """Preview or save what `change(content)` makes of the present arrangement; `show(status, **values)` is the screen.

    `save` puts it in force (default: `arrange`). Refusals stand in the form; when somebody else was faster nothing is
    saved, what was typed stays and their change is named.
    """
    content = None
    if form.validate():
        with form.absorbing():
            content = change(content_of(subject_of(kind)))
            check(arranged(kind, content, content_of(CODES)), content)
    if form.errors:
        return show(422)
    if looking():
        return show(200, content=content)
    try:
        with form.absorbing():
            if save:
                save()
            else:
                arrange(kind, content, summary, version=form.seen_version, **details)
    except Conflict:
        return show(409, content=content, overtaken=latest(subject_of(kind)))
    if form.errors:
        return show(422)
    return answer(
        None, leads or request.script_root + request.path, _("Saved. It is in force everywhere now.")
    )
