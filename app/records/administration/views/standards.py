"""標準項目表示設定: which standard fields are on screens, and which must be filled in."""

from functools import partial

from flask import Blueprint

from app.kernel.errors import Rejected
from app.records.administration.forms import standards_form
from app.records.administration.views.keeping import keep, screen, subject_of, type_called
from app.records.kit.extras import packed, unpacked
from app.records.kit.queries import by_key_or_name, titles
from app.records.kit.reading import shown, value_of
from app.records.layouts.contents import with_standard
from app.records.layouts.shaping import content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.guards import requires

bp = Blueprint("layout_standards", __name__, url_prefix="/layouts/<string:record_type>/standard-fields")


@bp.get("/")
@requires(EDIT_LAYOUT)
def edit(record_type):
    """All standard fields with their two switches."""
    kind = type_called(record_type)
    content, typed = content_of(subject_of(kind)), {}
    for name, of in kind.fields.items():
        typed[f"{name}__shown"] = name not in content.get("hidden", ())
        typed[f"{name}__required"] = of.required or name in content.get("required", ())
        typed[f"{name}__default"] = _as_typed(of, content.get("defaults", {}).get(name))
    return _shown(kind, standards_form(kind)(formdata=None, data=typed))


@bp.post("/")
@requires(EDIT_LAYOUT)
def update(record_type):
    """Save, or show it on a record."""
    kind = type_called(record_type)
    form = standards_form(kind)()
    return keep(kind, form, partial(_change, kind, form), "standard_changed", partial(_shown, kind, form))


def _change(kind, form, content):
    return with_standard(content, *_standard(kind, form))


def fixed(kind, of):
    """Whether the system needs the field: it cannot be hidden."""
    return of.required or of.name in (kind.key, kind.title)


def _as_typed(of, kept):
    if kept is None:
        return ""
    value = unpacked(of, kept)
    return titles(of.link, [value]).get(value, "") if of.link else shown(of, value)


def _standard(kind, form):
    hidden, required, defaults = [], [], {}
    for name, of in kind.fields.items():
        if fixed(kind, of):
            continue
        if form[f"{name}__required"].data and of.kind != "bool":
            required.append(name)
        if not form[f"{name}__shown"].data:
            hidden.append(name)
            default = _default(of, form[f"{name}__default"].data or "", name in required)
            defaults |= {} if default is None else {name: default}
    return hidden, required, defaults


def _default(of, text, required):
    if not text.strip():
        if required:
            raise Rejected(
                "A required field that is hidden needs a value for new records.", f"{of.name}__default"
            )
        return None
    try:
        value = value_of(of, text)
    except Rejected as refused:
        raise Rejected(refused.message, f"{of.name}__default", **refused.values) from refused
    if of.link:
        value = by_key_or_name(of.link, [text.strip()]).get(text.strip())
        if value is None:
            raise Rejected(
                "There is no entry with this code or name. Choose one of the list.", f"{of.name}__default"
            )
    return packed(of, value)


def _shown(kind, form, status=200, **values):
    return screen(kind, "standards/edit", status, form=form, fixed=fixed, **values)
