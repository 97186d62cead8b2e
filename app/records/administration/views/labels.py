"""項目名編集: what the standard fields are called, in both languages."""

from functools import partial

from flask import Blueprint, request

from app.records.administration.forms import labels_form
from app.records.administration.views.keeping import keep, screen, subject_of, type_called
from app.records.custom_fields.defining import checked_texts
from app.records.layouts.contents import with_labels
from app.records.layouts.shaping import content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.guards import requires

bp = Blueprint("layout_labels", __name__, url_prefix="/layouts/<string:record_type>/labels")


@bp.get("/")
@requires(EDIT_LAYOUT)
def edit(record_type):
    """All standard fields with their names; an empty input is the default."""
    kind = type_called(record_type)
    texts = content_of(subject_of(kind)).get("labels", {})
    typed = {f"{name}__{language}": text for name, one in texts.items() for language, text in one.items()}
    return _shown(kind, labels_form(kind)(formdata=None, data=typed))


@bp.post("/")
@requires(EDIT_LAYOUT)
def update(record_type):
    """Save the names, or show them on a record; `reset` names a field that goes back to its default."""
    kind = type_called(record_type)
    form = labels_form(kind)()
    if request.form.get("reset") in kind.fields:
        return _reset(kind, form, request.form["reset"])
    return keep(kind, form, partial(_change, kind, form), "labels_changed", partial(_shown, kind, form))


def _reset(kind, form, name):
    form[f"{name}__ja"].data = form[f"{name}__en"].data = ""
    return _shown(kind, form, content=_change(kind, form, content_of(subject_of(kind))))


def _change(kind, form, content):
    return with_labels(content, _labels(kind, form))


def _labels(kind, form):
    return {
        name: checked_texts(
            {"ja": form[f"{name}__ja"].data, "en": form[f"{name}__en"].data}, f"{name}_", required=False
        )
        for name in kind.fields
    }


def _shown(kind, form, status=200, **values):
    return screen(kind, "labels/edit", status, form=form, **values)
