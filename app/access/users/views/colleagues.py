"""ユーザー管理: a colleague's page, inviting, changing, switching off."""

from flask import Blueprint, url_for
from sqlalchemy import select

from app.access.licences.queries import licences_here
from app.access.licences.rules import NONE
from app.access.organisations.queries import open_organisations
from app.access.permissions import EDIT_USERS, VIEW_USERS
from app.access.roles.queries import roles
from app.access.users.forms import InvitationForm, UserForm
from app.access.users.inviting import invite, send_invitation
from app.access.users.managing import change, disable, enable
from app.access.users.model import User
from app.access.users.queries import role_ids
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit.queries import trail_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("users", __name__, url_prefix="/users")
entry("administration", "Colleagues", "access.users.index", "users", VIEW_USERS, position=10)


@bp.get("/new")
@requires(EDIT_USERS)
def new():
    """The form to invite a colleague."""
    return page("access/users/new.html", form=offered(InvitationForm()))


@bp.post("/")
@requires(EDIT_USERS)
def create():
    """Invite a colleague by mail."""
    form = offered(InvitationForm())
    if form.validate():
        with form.absorbing():
            user = invite(by=context.actor(), email=form.email.data, **form.facts())
    if form.errors:
        return page("access/users/new.html", "access/users/_invitation_form.html", 422, form=form)
    message = _("An invitation was sent to %(email)s.", email=user.email)
    return answer(None, url_for(".show", record_id=user.id), message)


@bp.get("/<uuid:record_id>")
@requires(VIEW_USERS)
def show(record_id):
    """A colleague: facts, roles, what they changed."""
    user = find(select(User), record_id)
    form = offered(UserForm(obj=user, role_ids=role_ids(user.id), licence=held(user)), user)
    trail = session.scalars(trail_of(user.id)).all()
    return page("access/users/show.html", user=user, form=form, trail=trail)


@bp.post("/<uuid:user_id>")
@requires(EDIT_USERS)
def update(user_id):
    """Save name, department and roles."""
    user = find(select(User), user_id)
    form = offered(UserForm(), user)
    if form.validate():
        with form.absorbing():
            change(user, version=int(form.version.data), by=context.actor(), **form.facts())
    if form.errors:
        return page("access/users/show.html", "access/users/_form.html", 422, user=user, form=form, trail=[])
    return answer(None, url_for(".show", record_id=user.id), _("Saved."))


@bp.post("/<uuid:user_id>/invitation")
@requires(EDIT_USERS)
def create_invitation(user_id):
    """Send the invitation once more, with a new link."""
    user = find(select(User), user_id)
    send_invitation(user, by=context.actor())
    return answer(None, url_for(".show", record_id=user.id), _("The invitation was sent again."))


@bp.post("/<uuid:user_id>/closure")
@requires(EDIT_USERS)
def create_closure(user_id):
    """Shut the colleague out at once."""
    user = find(select(User), user_id)
    disable(user, by=context.actor())
    return answer(None, url_for(".show", record_id=user.id), _("This colleague cannot sign in any more."))


@bp.delete("/<uuid:user_id>/closure")
@requires(EDIT_USERS)
def destroy_closure(user_id):
    """Let the colleague in again."""
    user = find(select(User), user_id)
    enable(user, by=context.actor())
    return answer(None, url_for(".show", record_id=user.id), _("This colleague can sign in again."))


def offered(form, user=None):
    """`form` with the departments of today, roles and licences to choose from, and what `user` has now."""
    departments = session.execute(open_organisations(user and user.organisation_id)).all()
    return form.offer(departments, roles(), licences_here(user and user.licence), user and held(user))


def held(user):
    """The licence that a colleague uses; `none` for one who is switched off."""
    return NONE if user.state == "disabled" else user.licence
