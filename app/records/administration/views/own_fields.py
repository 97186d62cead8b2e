"""拡張項目: the fields that a tenant adds."""

from functools import partial

from flask import Blueprint, url_for

from app.kernel.errors import Missing, Rejected
from app.records.administration.forms import FieldForm
from app.records.administration.views.defining import definition_of, filled, known_codes
from app.records.administration.views.keeping import keep, present, screen, subject_of, type_called
from app.records.custom_fields import sorting
from app.records.custom_fields.defining import SHAPES, live, named, shape_of
from app.records.custom_fields.operations import keep_field
from app.records.custom_fields.queries import under_way
from app.records.layouts.contents import with_field
from app.records.layouts.shaping import content_of, in_order
from app.records.permissions import EDIT_LAYOUT
from app.web.guards import requires

bp = Blueprint("own_fields", __name__, url_prefix="/layouts/<string:record_type>/fields")


@bp.get("/")
@requires(EDIT_LAYOUT)
def index(record_type):
    """The own fields, the deleted ones of the last thirty days, and walks over all rows that are under way."""
    kind = type_called(record_type)
    content = content_of(subject_of(kind))
    rows = [(name, one, shape_of(one)) for name, one in in_order(content.get("fields", {}))]
    return screen(
        kind,
        "own_fields/index",
        rows=[row for row in rows if not row[1].get("deleted")],
        deleted=[row for row in rows if row[1].get("deleted")],
        shapes=dict(SHAPES),
        works=under_way(kind),
        places=content_of(sorting.subject_of(kind)),
        left_words=[(word, f"{free} / {every}") for word, free, every in sorting.left(kind, content)],
    )


@bp.get("/new")
@requires(EDIT_LAYOUT)
def new(record_type):
    """An empty field."""
    kind = type_called(record_type)
    return _form(kind, FieldForm(formdata=None).offer(present(kind), known_codes()))


@bp.post("/")
@requires(EDIT_LAYOUT)
def create(record_type):
    """Add a field, or show it on a record."""
    kind = type_called(record_type)
    form, made = FieldForm().offer(present(kind), known_codes()), {}
    save = partial(_add, kind, form, made)
    show, leads = partial(_form, kind, form, None), _list(kind)
    return keep(kind, form, partial(_added, kind, form, made), "field_added", show, save=save, leads=leads)


@bp.get("/<string:field>")
@requires(EDIT_LAYOUT)
def edit(record_type, field):
    """One field."""
    kind = type_called(record_type)
    one = _find(kind, field)
    form = FieldForm(formdata=None, data=filled(present(kind), field, one))
    return _form(kind, form.offer(present(kind), known_codes(), shape_of(one)), field)


@bp.post("/<string:field>")
@requires(EDIT_LAYOUT)
def update(record_type, field):
    """Save a field, or show it on a record."""
    kind = type_called(record_type)
    one, made = _find(kind, field), {}
    form = FieldForm().offer(present(kind), known_codes(), shape_of(one))
    change = partial(_changed, kind, form, field, made)
    save = partial(keep_field, kind, field, made, version=form.seen_version)
    show, leads = partial(_form, kind, form, field), _list(kind)
    return keep(kind, form, change, "field_changed", show, save=save, leads=leads)


def _added(kind, form, made, content):
    name = named(form.code.data or "")
    if name in content.get("fields", {}):
        raise Rejected("This code is used already, or was until lately. Choose another.", "code")
    made.update(definition_of(present(kind), form, name))
    return with_field(content, name, made)


def _add(kind, form, made):
    return keep_field(kind, named(form.code.data), made, version=form.seen_version, new=True)


def _changed(kind, form, field, made, content):
    made.update(definition_of(present(kind), form, field, content["fields"][field]))
    return with_field(content, field, {**content["fields"][field], **made})


def _list(kind):
    return url_for(".index", record_type=kind.name)


def _find(kind, field):
    one = live(content_of(subject_of(kind))).get(field)
    if one is None:
        raise Missing
    return one


def _form(kind, form, field=None, status=200, **values):
    return screen(kind, "own_fields/edit", status, form=form, field=field, shape=present(kind), **values)
