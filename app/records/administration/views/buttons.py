"""タイトルボタン: the tenant's own buttons on pages and lists of a record type."""

from functools import partial

from flask import Blueprint, request, url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.records.administration.forms import ButtonForm
from app.records.administration.views.keeping import keep, present, screen, subject_of, type_called
from app.records.administration.views.pressing import with_button
from app.records.custom_fields.operations import arrange
from app.records.layouts import buttons
from app.records.layouts.contents import with_buttons
from app.records.layouts.shaping import content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.answer import answer
from app.web.guards import requires

bp = Blueprint("layout_buttons", __name__, url_prefix="/layouts/<string:record_type>/buttons")


@bp.get("/")
@requires(EDIT_LAYOUT)
def index(record_type):
    """The buttons in their order."""
    kind = type_called(record_type)
    return screen(kind, "buttons/index", rows=_buttons(kind), words=(buttons.ACTIONS, buttons.PLACES))


@bp.get("/new")
@requires(EDIT_LAYOUT)
def new(record_type):
    """An empty button."""
    kind = type_called(record_type)
    return _form(kind, ButtonForm(formdata=None).offer(present(kind)))


@bp.post("/")
@requires(EDIT_LAYOUT)
def create(record_type):
    """Add a button, or show it on a record."""
    kind = type_called(record_type)
    return _kept(kind, ButtonForm().offer(present(kind)), f"b{new_id().hex[-8:]}", None)


@bp.get("/<string:button>")
@requires(EDIT_LAYOUT)
def edit(record_type, button):
    """One button."""
    kind = type_called(record_type)
    one = _find(kind, button)
    typed = {f"label_{language}": text for language, text in one["label"].items()}
    lines = [{"field": name, "text": text} for name, text in one["prefill"].items()]
    form = ButtonForm(formdata=None, data={**one, **typed, "prefill": lines})
    return _form(kind, form.offer(present(kind)), one)


@bp.post("/<string:button>")
@requires(EDIT_LAYOUT)
def update(record_type, button):
    """Save a button, or show it on a record."""
    kind = type_called(record_type)
    return _kept(kind, ButtonForm().offer(present(kind)), button, _find(kind, button))


@bp.delete("/<string:button>")
@requires(EDIT_LAYOUT)
def destroy(record_type, button):
    """Take a button away."""
    kind = type_called(record_type)
    one, version = _find(kind, button), request.form.get("version", type=int)
    left = with_buttons(content_of(subject_of(kind)), [b for b in _buttons(kind) if b["id"] != button])
    arrange(kind, left, "button_removed", version=version, called=one["label"])
    return answer(None, url_for(".index", record_type=kind.name), _("The button was removed."))


@bp.post("/<string:button>/place")
@requires(EDIT_LAYOUT)
def create_place(record_type, button):
    """One place further to the front, or to the back with `step` 1."""
    kind = type_called(record_type)
    one, rows = _find(kind, button), [b for b in _buttons(kind) if b["id"] != button]
    place = _buttons(kind).index(one) + request.form.get("step", -1, type=int)
    rows.insert(max(place, 0), one)
    arrange(kind, with_buttons(content_of(subject_of(kind)), rows), "buttons_moved", called=one["label"])
    return answer(None, url_for(".index", record_type=kind.name))


def _buttons(kind):
    return list(content_of(subject_of(kind)).get("buttons", ()))


def _find(kind, button):
    one = next((b for b in _buttons(kind) if b["id"] == button), None)
    if one is None:
        raise Missing
    return one


def _form(kind, form, one=None, status=200, **values):
    return screen(kind, "buttons/edit", status, form=form, button=one, **values)


def _kept(kind, form, name, before):
    leads = url_for(".index", record_type=kind.name)
    summary = "button_changed" if before else "button_added"
    change = partial(with_button, kind, form, name, before)
    called = {language: form[f"label_{language}"].data for language in ("ja", "en")}
    show = partial(_form, kind, form, before)
    return keep(kind, form, change, summary, show, leads=leads, called=called)
