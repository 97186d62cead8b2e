"""`/_mail`: the outbox, readable where no mail server is meant to be (development, demonstration on one's machine)."""

from flask import Blueprint, abort, current_app
from sqlalchemy import text

from app.kernel import tenancy
from app.kernel.db import session
from app.platform.mail.queries import newest, one_mail
from app.web.answer import page
from app.web.guards import public

bp = Blueprint("mail", __name__, url_prefix="/_mail")
WHY = "exists in development only; elsewhere it is 404"


@bp.before_request
def only_here():
    """Anywhere but in development this page does not exist."""
    if not current_app.config["CHOBA"].is_development:
        abort(404)


@bp.get("/")
@public(WHY)
def index():
    """The newest mails of all companies."""
    mails = []
    for tenant_id, slug in session.execute(text("SELECT id, slug FROM tenants ORDER BY slug")).all():
        with tenancy.entered(tenant_id):
            mails += [(slug, mail, mail.letter) for mail in session.scalars(newest())]
    mails.sort(key=lambda one: one[1].created_at, reverse=True)
    return page("platform/mail/index.html", mails=mails[:100])


@bp.get("/<string:slug>/<uuid:mail_id>")
@public(WHY)
def show(slug, mail_id):
    """One mail as its reader gets it (the text part)."""
    tenant_id = session.scalar(text("SELECT id FROM tenants WHERE slug = :slug"), {"slug": slug})
    if tenant_id is None:
        abort(404)
    with tenancy.entered(tenant_id):
        mail = session.scalars(one_mail(mail_id)).one_or_none()
        letter = mail and mail.letter
    if mail is None:
        abort(404)
    return page("platform/mail/show.html", mail=mail, letter=letter, slug=slug)
