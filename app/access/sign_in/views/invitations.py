"""Coming in by the link of an invitation."""

from flask import Blueprint, g, redirect

from app.access.sign_in.forms import AcceptanceForm
from app.access.sign_in.views.sessions import start_session
from app.access.users.inviting import accept, invitation_of
from app.kernel.errors import Missing
from app.web.answer import page
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint("invitations", __name__, url_prefix="/invitations")
WHY = "the link's secret is the permission"


@bp.get("/<string:secret>")
@public(WHY)
@limiter.limit("30 per minute")
def show(secret):
    """The page the mail leads to; an old link says what to do."""
    try:
        _invitation, user = invitation_of(secret)
    except Missing:
        return page("access/sign_in/invitations/expired.html", status=404)
    return page("access/sign_in/invitations/show.html", user=user, secret=secret, form=AcceptanceForm())


@bp.post("/<string:secret>")
@public(WHY)
@limiter.limit("30 per minute")
def create(secret):
    """Set the password and come in."""
    form, (_invitation, user) = AcceptanceForm(), invitation_of(secret)
    if form.validate():
        with form.absorbing():
            identity = accept(secret, form.password.data)
    if form.errors:
        return page("access/sign_in/invitations/show.html", status=422, user=user, secret=secret, form=form)
    start_session(identity)
    return redirect(f"/{g.tenant.slug}/", 303)
