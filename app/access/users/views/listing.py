"""The list of colleagues: on a page, as a file, and for a type-ahead."""

from flask import redirect, render_template, request, send_file, url_for

from app.access.licences.queries import given
from app.access.licences.rules import LABELS
from app.access.permissions import EXPORT_USERS, VIEW_USERS
from app.access.users.exporting import FORMATS, STATES, export
from app.access.users.model import User
from app.access.users.queries import SORTS, colleagues
from app.access.users.views.colleagues import bp
from app.kernel import context
from app.kernel.i18n import _
from app.kernel.text import fold
from app.records.kit import queries as kit
from app.web.answer import page, typed_ahead, wants_fragment
from app.web.guards import requires, signed_in
from app.web.paging import paged


@bp.get("/")
@requires(VIEW_USERS)
def index():
    """All colleagues, in the order one chose."""
    asked = chosen(request.args)
    column, down = asked["sort"].removeprefix("-"), asked["sort"].startswith("-")
    token, nullable = request.args.get("page"), column in ("organisation", "seen")
    found = colleagues(**asked | {"sort": column})
    users = paged(found, SORTS[column], User.id, descending=down, token=token, nullable=nullable)
    values = {"asked": asked, "licences": given(), "labels": LABELS}
    return page("access/users/index.html", "access/users/_list.html", users=users, **values)


@bp.post("/exports")
@requires(EXPORT_USERS)
def create_export():
    """The list as a file."""
    asked, kind = chosen(request.form), request.form.get("format", "xlsx")
    found = colleagues(**asked | {"sort": asked["sort"].removeprefix("-")})
    content, name = export(found, kind if kind in FORMATS else "xlsx")
    return send_file(content, as_attachment=True, download_name=name)


@bp.get("/options")
@signed_in
def options():
    """Colleagues for a type-ahead, oneself first: anybody may name one."""
    if not wants_fragment():
        return redirect(url_for(".index"), 303)
    typed, me = typed_ahead(), context.actor()
    rows = [(one, name, email) for one, email, name in kit.options("user", typed) if one != me.id]
    if not typed or fold(typed) in fold(f"{_('Myself')} {me.name} {me.email}"):
        rows = [(me.id, me.name, _("Myself")), *rows]
    return render_template("records/disclosures/_options.html", rows=rows)


def chosen(arguments):
    """What was asked of the list: search, state, licence and order, as `colleagues` takes them."""
    sort = arguments.get("sort", "name")
    known = {"state": STATES, "licence": LABELS}
    asked = {
        name: arguments.get(name) if arguments.get(name) in words else None for name, words in known.items()
    }
    return {
        "search": arguments.get("q", "").strip(),
        "sort": sort if sort.removeprefix("-") in SORTS else "name",
        **asked,
    }
