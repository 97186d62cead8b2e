"""ユーザー管理: the list of colleagues, their page, inviting, changing, switching off."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.access.organisations.queries import open_organisations
from app.access.permissions import EDIT_USERS, VIEW_USERS
from app.access.roles.queries import roles
from app.access.users.forms import InvitationForm, UserForm
from app.access.users.inviting import invite, send_invitation
from app.access.users.managing import change, disable, enable
from app.access.users.model import User
from app.access.users.queries import colleagues, role_ids
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit.queries import trail_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("users", __name__, url_prefix="/users")
entry("administration", "Colleagues", "access.users.index", "users", VIEW_USERS, position=10)


@bp.get("/")
@requires(VIEW_USERS)
def index():
    """All colleagues, by reading."""
    q = request.args.get("q", "").strip()
    users = paged(colleagues(q), User.kana, User.id, token=request.args.get("page"))
    return page("access/users/index.html", fragment="access/users/_list.html", users=users, q=q)


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
    return answer(None, url_for(".show", user_id=user.id), message)


@bp.get("/<uuid:user_id>")
@requires(VIEW_USERS)
def show(user_id):
    """A colleague: facts, roles, what they changed."""
    user = find(select(User), user_id)
    form = offered(UserForm(obj=user, role_ids=role_ids(user.id)), user.organisation_id)
    trail = session.scalars(trail_of(user.id)).all()
    return page("access/users/show.html", user=user, form=form, trail=trail)


@bp.post("/<uuid:user_id>")
@requires(EDIT_USERS)
def update(user_id):
    """Save name, department and roles."""
    user = find(select(User), user_id)
    form = offered(UserForm(), user.organisation_id)
    if form.validate():
        with form.absorbing():
            change(user, version=int(form.version.data), by=context.actor(), **form.facts())
    if form.errors:
        return page("access/users/show.html", "access/users/_form.html", 422, user=user, form=form, trail=[])
    return answer(None, url_for(".show", user_id=user.id), _("Saved."))


@bp.post("/<uuid:user_id>/invitation")
@requires(EDIT_USERS)
def create_invitation(user_id):
    """Send the invitation once more, with a new link."""
    user = find(select(User), user_id)
    send_invitation(user, by=context.actor())
    return answer(None, url_for(".show", user_id=user.id), _("The invitation was sent again."))


@bp.post("/<uuid:user_id>/closure")
@requires(EDIT_USERS)
def create_closure(user_id):
    """Shut the colleague out at once."""
    user = find(select(User), user_id)
    disable(user, by=context.actor())
    return answer(None, url_for(".show", user_id=user.id), _("This colleague cannot sign in any more."))


@bp.delete("/<uuid:user_id>/closure")
@requires(EDIT_USERS)
def destroy_closure(user_id):
    """Let the colleague in again."""
    user = find(select(User), user_id)
    enable(user, by=context.actor())
    return answer(None, url_for(".show", user_id=user.id), _("This colleague can sign in again."))


def offered(form, own=None):
    """`form` with the departments of today (and the colleague's `own`) and the roles to choose from."""
    return form.offer(session.execute(open_organisations(own)).all(), roles())
