"""コード区分: the lists of values that fields offer."""

from flask import Blueprint, request, url_for

from app.kernel.db import session
from app.kernel.errors import Conflict, Missing
from app.kernel.i18n import _
from app.records.administration.forms import CodeListForm
from app.records.administration.views.coding import act_on_rows, shown_list, values_in
from app.records.administration.views.keeping import looking
from app.records.administration.views.listed import own_rows, said_of_leaving, standard_rows
from app.records.administration.views.telling import sentence_of
from app.records.codes.operations import checked_code, delete_list, keep_list, take_back, with_list
from app.records.codes.standard import lists
from app.records.layouts.model import ConfigurationRevision
from app.records.layouts.queries import latest, revisions
from app.records.layouts.shaping import CODES, content_of
from app.records.layouts.versions import version_of
from app.records.permissions import EDIT_LAYOUT
from app.web.answer import answer, page
from app.web.guards import requires

bp = Blueprint("codes", __name__, url_prefix="/layouts/codes")


@bp.get("/")
@requires(EDIT_LAYOUT)
def index():
    """All code lists with the fields that use them, and their versions."""
    past = [(one, sentence_of(one)) for one in session.scalars(revisions(CODES).limit(20))]
    return page(
        "records/administration/codes/index.html",
        rows=own_rows(),
        brought=standard_rows(),
        past=past,
        version=version_of(CODES),
    )


@bp.get("/new")
@requires(EDIT_LAYOUT)
def new():
    """An empty list."""
    return shown_list(CodeListForm(formdata=None), None)


@bp.post("/")
@requires(EDIT_LAYOUT)
def create():
    """Add a list, or show its values."""
    return _kept(CodeListForm(), None)


@bp.get("/<string:name>")
@requires(EDIT_LAYOUT)
def edit(name):
    """One list with its values."""
    one = _find(name)
    label = {f"label_{language}": text for language, text in one["label"].items()}
    values = [{**value, **value["label"]} for value in one["values"]]
    return shown_list(CodeListForm(formdata=None, data={"code": name, **label, "values": values}), name)


@bp.post("/<string:name>")
@requires(EDIT_LAYOUT)
def update(name):
    """Save a list, show its values on a record, or move a row."""
    _find(name)
    return _kept(CodeListForm(), name)


@bp.delete("/<string:name>")
@requires(EDIT_LAYOUT)
def destroy(name):
    """Take a list away that no field uses; a standard one becomes what the program brings."""
    _find(name)
    delete_list(name, version=request.form.get("version", type=int))
    return answer(None, url_for(".index"), said_of_leaving(name))


@bp.post("/versions/<int:number>/restoration")
@requires(EDIT_LAYOUT)
def create_restoration(number):
    """All lists as they were in an earlier version, as a new one."""
    found = session.scalars(revisions(CODES).where(ConfigurationRevision.version == number)).one_or_none()
    if found is None:
        raise Missing
    take_back(found, version=request.form.get("version", type=int))
    return answer(None, url_for(".index"), _("Version %(number)s is in force again.", number=number))


def _find(name):
    if name not in lists():
        raise Missing
    return lists()[name]


def _kept(form, name):
    try:
        return _looked_at_or_saved(form, name)
    except Conflict:
        return shown_list(form, name, 409, overtaken=latest(CODES))


def _looked_at_or_saved(form, name):
    if act_on_rows(form, request.form.get("act", "")):
        return shown_list(form, name)
    content, label = None, {"ja": form.label_ja.data, "en": form.label_en.data}
    if form.validate():
        with form.absorbing():
            code, values = name or checked_code(form.code.data, "code"), values_in(form, name)
            content = with_list(content_of(CODES), code, label, values)
            if not looking():
                keep_list(code, label, values, version=form.seen_version, new=name is None)
    if form.errors or looking():
        return shown_list(form, name, 422 if form.errors else 200, content=content)
    return answer(None, url_for(".index"), _("Saved. It is in force everywhere now."))
