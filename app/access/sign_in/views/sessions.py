"""Sign in, choose a company, sign out."""

from flask import Blueprint, g, redirect, request, session
from flask_login import login_user, logout_user

from app.access.identities import signing_in
from app.access.identities.queries import tenants_of
from app.access.sign_in.demonstration import visitors
from app.access.sign_in.forms import SignInForm
from app.access.sign_in.views.loading import SignedIn
from app.access.sign_in.views.remembering import COOKIE, forget_device, remember_device
from app.web.answer import page
from app.web.guards import identified, public
from app.web.limits import limiter
from app.web.links import outside_url

bp = Blueprint("sign_in", __name__)
TEMPLATE = "access/sign_in/new.html"


@bp.get("/sign-in")
@public("strangers sign in here")
def new():
    """The sign-in page; somebody who is signed in goes on."""
    if g.identity:
        return redirect(onward(g.identity.id), 303)
    return page(TEMPLATE, form=SignInForm(next=request.args.get("next", "")), visitors=visitors())


@bp.post("/sign-in")
@public("strangers sign in here")
@limiter.limit("30 per minute")
def create():
    """Check address and password, and go where the visitor wanted to go."""
    form = SignInForm()
    if form.validate():
        with form.absorbing():
            identity = signing_in.sign_in(form.email.data, form.password.data)
    if form.errors:
        return page(TEMPLATE, status=422, form=form, visitors=visitors())
    start_session(identity)
    answer = redirect(safe(form.next.data) or onward(identity.id), 303)
    return remember_device(answer, identity) if form.remember.data else answer


@bp.get("/companies")
@identified
def companies():
    """The companies this person may enter; the only one is entered at once."""
    return page("access/sign_in/companies.html", tenants=tenants_of(g.identity.id))


@bp.route("/sign-out", methods=["POST", "DELETE"])
@public("signing out must work for a session that has just ended, too")
def destroy():
    """End the session and forget this device."""
    logout_user()
    session.clear()
    return forget_device(redirect(outside_url("access.sign_in.new"), 303), request.cookies.get(COOKIE))


def start_session(identity):
    """A fresh session for `identity` (the old one's contents are dropped, against fixation)."""
    session.clear()
    login_user(SignedIn(id=identity.id, email=identity.email, session_key=identity.session_key, user=None))


def onward(identity_id):
    """Where to go after signing in: the only company's first page, or the choice."""
    mine = tenants_of(identity_id)
    return f"/{mine[0].slug}/" if len(mine) == 1 else outside_url("access.sign_in.companies")


def safe(address):
    """`address` when it is a path of this installation, else None (no open redirect)."""
    plain = (address or "").strip()
    ours = plain.startswith("/") and not plain.startswith(("//", "/\\")) and "\\" not in plain
    return plain if ours and plain.isprintable() else None
