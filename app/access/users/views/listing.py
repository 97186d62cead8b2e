"""The list of colleagues, and colleagues for a type-ahead."""

from flask import redirect, render_template, request, url_for

from app.access.licences.queries import given
from app.access.permissions import VIEW_USERS
from app.access.users.model import User
from app.access.users.record import USER
from app.access.users.views.colleagues import bp
from app.kernel import context
from app.kernel.i18n import _
from app.kernel.text import fold
from app.records.kit import queries as kit
from app.records.pages.views.documents import document_list, document_routes
from app.web.answer import typed_ahead, wants_fragment
from app.web.guards import requires, signed_in

document_routes(USER, bp)


@bp.get("/")
@requires(VIEW_USERS)
def index():
    """All colleagues."""
    return document_list(USER, "access/users/index.html", licences=given())


@bp.get("/options")
@signed_in
def options():
    """Colleagues for a type-ahead, oneself first: anybody may name one. `licence` asks for those who have that one."""
    if not wants_fragment():
        return redirect(url_for(".index"), 303)
    typed, me = typed_ahead(), context.actor()
    only = [User.licence == one for one in request.args.getlist("licence")]
    found = kit.options("user", typed, only=only)
    rows = [(one, name, email) for one, email, name in found if one != me.id]
    if not typed or fold(typed) in fold(f"{_('Myself')} {me.name} {me.email}"):
        rows = [(me.id, me.name, _("Myself")), *rows]
    return render_template("records/disclosures/_options.html", rows=rows)
