"""役割: who may do what, as a matrix; a role's own page to change it."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.access.roles.forms import RoleForm
from app.access.roles.model import Role
from app.access.roles.permissions import EDIT_ROLES
from app.access.roles.queries import grouped_permissions, matrix_roles
from app.access.roles.shaping import add, change
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _, translate
from app.kernel.permissions import in_force
from app.platform.audit.queries import trail_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("roles", __name__, url_prefix="/roles")
entry("administration", "Roles", "access.roles.index", "shield", EDIT_ROLES, position=30)


@bp.get("/")
@requires(EDIT_ROLES)
def index():
    """All permissions against all roles."""
    return page("access/roles/index.html", roles=matrix_roles(), groups=grouped_permissions())


@bp.get("/new")
@requires(EDIT_ROLES)
def new():
    """The form for a role of our own; `?like=` starts with what another one allows."""
    like = next((one for one in matrix_roles() if one.code == request.args.get("like")), None)
    form = RoleForm(permissions=sorted(like.permissions) if like else []).offer()
    return page("access/roles/new.html", form=form, groups=grouped_permissions())


@bp.post("/")
@requires(EDIT_ROLES)
def create():
    """Add a role."""
    form = RoleForm().offer()
    if form.validate():
        with form.absorbing():
            role = add(name=form.name.data, permissions=form.permissions.data, by=context.actor())
    if form.errors:
        values = {"form": form, "groups": grouped_permissions()}
        return page("access/roles/new.html", "access/roles/_form.html", 422, **values)
    return answer(None, url_for(".index"), _("%(name)s was added.", name=role.name))


@bp.get("/<uuid:role_id>")
@requires(EDIT_ROLES)
def show(role_id):
    """A role: its name, what it allows, what was changed."""
    role = find(select(Role), role_id)
    kept = {
        "name": translate(role.name),
        "permissions": sorted(in_force(role.permissions)),
        "version": role.version,
    }
    trail = session.scalars(trail_of(role.id)).all()
    return shown(role, RoleForm(data=kept).offer(), trail=trail)


@bp.post("/<uuid:role_id>")
@requires(EDIT_ROLES)
def update(role_id):
    """Save name and permissions."""
    role, form = find(select(Role), role_id), RoleForm().offer()
    if form.validate():
        typed = {"name": form.name.data, "permissions": form.permissions.data}
        with form.absorbing():
            change(role, version=int(form.version.data), by=context.actor(), **typed)
    if form.errors:
        return shown(role, form, "access/roles/_form.html", 422)
    return answer(None, url_for(".show", role_id=role.id), _("Saved."))


def shown(role, form, fragment=None, status=200, trail=()):
    """The page of a role."""
    values = {"role": role, "form": form, "groups": grouped_permissions(), "trail": trail}
    return page("access/roles/show.html", fragment, status, **values)
