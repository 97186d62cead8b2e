"""Forgotten passwords, and one's own new one."""

from flask import Blueprint, current_app, g, redirect
from flask_login import current_user

from app.access.identities.model import Identity
from app.access.sign_in import resetting
from app.access.sign_in.forms import AcceptanceForm, OwnPasswordForm, ResetForm
from app.access.sign_in.views.sessions import onward, start_session
from app.kernel.db import session
from app.kernel.errors import Missing
from app.web.answer import page, say
from app.web.guards import identified, public
from app.web.limits import limiter

bp = Blueprint("password_resets", __name__, url_prefix="/password-resets")
EDIT = "access/sign_in/password_resets/edit.html"
OWN = "access/sign_in/password_resets/own.html"
WHY = "whoever forgot the password cannot sign in"


@bp.get("/new")
@public(WHY)
def new():
    """Ask for the address."""
    return page("access/sign_in/password_resets/new.html", form=ResetForm())


@bp.post("/")
@public(WHY)
@limiter.limit("10 per minute")
def create():
    """Mail the link, and say the same whether the address is known or not."""
    form = ResetForm()
    if not form.validate():
        return page("access/sign_in/password_resets/new.html", status=422, form=form)
    config = current_app.config["CHOBA"]
    resetting.ask(form.email.data, config.secret_key, config.base_url)
    return page("access/sign_in/password_resets/sent.html", email=form.email.data)


@bp.get("/<string:token>")
@public(WHY)
def edit(token):
    """Choose the new password."""
    try:
        identity = resetting.identity_of(token, current_app.config["CHOBA"].secret_key)
    except Missing:
        return page("access/sign_in/password_resets/expired.html", status=404)
    return page(EDIT, form=AcceptanceForm(), token=token, email=identity.email)


@bp.post("/<string:token>")
@public(WHY)
@limiter.limit("10 per minute")
def update(token):
    """Set it and come in."""
    form, key = AcceptanceForm(), current_app.config["CHOBA"].secret_key
    identity = resetting.identity_of(token, key)
    if form.validate():
        with form.absorbing():
            resetting.reset(token, form.password.data, key)
    if form.errors:
        return page(EDIT, status=422, form=form, token=token, email=identity.email)
    start_session(identity)
    return redirect(onward(identity.id), 303)


@bp.route("/own", methods=["GET", "POST"])
@identified
@limiter.limit("10 per minute")
def own():
    """My own new password; the present one proves that it is me."""
    form, identity = OwnPasswordForm(), session.get(Identity, g.identity.id)
    if form.validate_on_submit():
        with form.absorbing():
            resetting.change_own(identity, form.present.data, form.password.data)
    if form.errors or not form.is_submitted():
        return page(OWN, status=422 if form.errors else 200, form=form, email=current_user.email)
    start_session(identity)
    say("Your password was changed. Other devices are signed out.")
    return redirect(onward(identity.id), 303)
