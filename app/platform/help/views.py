"""Help for the job at hand, and the way to a person."""

from flask import Blueprint, request, url_for
from sqlalchemy import text

from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.help.asking import ask
from app.platform.help.forms import InquiryForm
from app.web.answer import answer, page
from app.web.guards import signed_in
from app.web.shell import addresses

bp = Blueprint("help", __name__, url_prefix="/help")
addresses["help_url"] = lambda: url_for("platform.help.show")
addresses["inquiry_url"] = lambda: url_for("platform.help.new", screen=request.path)
ADMINISTRATORS = text("""
    SELECT DISTINCT u.email FROM users u
      JOIN user_roles ur ON ur.tenant_id = u.tenant_id AND ur.user_id = u.id
      JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
     WHERE u.state = 'active' AND u.licence <> 'light' AND 'access.user.edit' = ANY (r.permissions) ORDER BY u.email""")


@bp.get("/")
@signed_in
def show():
    """How the work goes, step by step, for what this person may do."""
    return page("platform/help/show.html")


@bp.get("/inquiries/new")
@signed_in
def new():
    """The inquiry form; the screen one came from is filled in."""
    return page("platform/help/new.html", form=InquiryForm(screen=request.args.get("screen", "")))


@bp.post("/inquiries")
@signed_in
def create():
    """Send it."""
    form = InquiryForm()
    if not form.validate():
        return page("platform/help/new.html", None, 422, form=form)
    facts = {name: value for name, value in form.data.items() if name != "csrf_token"}
    ask(session.scalars(ADMINISTRATORS).all(), **facts)
    return answer(None, url_for(".show"), _("Thank you. Your inquiry was sent; the answer comes by mail."))
