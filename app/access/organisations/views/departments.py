"""部門: adding a department, changing, moving and closing one."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.access.organisations.arranging import add, change, close, reopen
from app.access.organisations.forms import OrganisationForm
from app.access.organisations.model import Organisation
from app.access.organisations.queries import colleagues, tree
from app.access.permissions import EDIT_ORGANISATIONS
from app.kernel import context
from app.kernel.clock import today
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit.queries import trail_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("organisations", __name__, url_prefix="/organisations")
entry("administration", "Departments", "access.organisations.index", "org", EDIT_ORGANISATIONS, position=20)


@bp.get("/new")
@requires(EDIT_ORGANISATIONS)
def new():
    """The form for a new department; `?parent=` says below which one."""
    form = offered(OrganisationForm(parent_id=request.args.get("parent", type=str)))
    return page("access/organisations/new.html", form=form)


@bp.post("/")
@requires(EDIT_ORGANISATIONS)
def create():
    """Add a department."""
    form = offered(OrganisationForm())
    if form.validate():
        with form.absorbing():
            department = add(**facts(form), by=context.actor())
    if form.errors:
        return page("access/organisations/new.html", "access/organisations/_form.html", 422, form=form)
    return answer(None, url_for(".tree"), _("%(name)s was added.", name=department.name))


@bp.get("/<uuid:record_id>")
@requires(EDIT_ORGANISATIONS)
def show(record_id):
    """One department: its facts and what was changed."""
    department = find(select(Organisation), record_id)
    form = offered(OrganisationForm(obj=department), department.path)
    return shown(department, form, trail=session.scalars(trail_of(department.id)).all())


@bp.post("/<uuid:organisation_id>")
@requires(EDIT_ORGANISATIONS)
def update(organisation_id):
    """Save name, place, head and dates."""
    department = find(select(Organisation), organisation_id)
    form = offered(OrganisationForm(), department.path)
    if form.validate():
        with form.absorbing():
            change(department, version=int(form.version.data), by=context.actor(), **facts(form))
    if form.errors:
        session.expire(department)
        return shown(department, form, "access/organisations/_form.html", 422)
    return answer(None, url_for(".show", record_id=department.id), _("Saved."))


@bp.post("/<uuid:organisation_id>/closure")
@requires(EDIT_ORGANISATIONS)
def create_closure(organisation_id):
    """Today is its last day."""
    close(department := find(select(Organisation), organisation_id), by=context.actor())
    return answer(None, url_for(".show", record_id=department.id), _("The department is closed."))


@bp.delete("/<uuid:organisation_id>/closure")
@requires(EDIT_ORGANISATIONS)
def destroy_closure(organisation_id):
    """It goes on after all."""
    department = find(select(Organisation), organisation_id)
    reopen(department, by=context.actor())
    return answer(None, url_for(".show", record_id=department.id), _("The department goes on."))


def shown(department, form, fragment=None, status=200, trail=()):
    """The page of a department."""
    values = {"form": form, "trail": trail, "today": today()}
    return page("access/organisations/show.html", fragment, status, department=department, **values)


def offered(form, own_path=None):
    """`form` with the departments and colleagues to choose from."""
    return form.offer(tree(), colleagues(), own_path)


def facts(form):
    """What was typed, by the names of the verbs."""
    names = "code name parent_id head_id valid_from valid_until"
    return {name: form[name].data for name in names.split()}
