"""Departments as a tree, as a list, and for a type-ahead."""

from flask import redirect, render_template, url_for

from app.access.organisations.queries import tree as departments
from app.access.organisations.record import ORGANISATION
from app.access.organisations.views.departments import bp
from app.access.permissions import EDIT_ORGANISATIONS
from app.access.scopes.queries import stale
from app.kernel import context
from app.kernel.clock import today
from app.records.kit import queries as kit
from app.records.pages.views.documents import document_list, document_routes
from app.web.answer import page, typed_ahead, wants_fragment
from app.web.guards import requires, signed_in

document_routes(ORGANISATION, bp)


@bp.get("/tree")
@requires(EDIT_ORGANISATIONS)
def tree():
    """Which department lies below which."""
    return page("access/organisations/tree.html", departments=departments(), today=today(), stale=stale())


@bp.get("/")
@requires(EDIT_ORGANISATIONS)
def index():
    """The same departments as a list that can be asked, arranged and taken out."""
    return document_list(ORGANISATION, "access/organisations/index.html", stale=stale())


@bp.get("/options")
@signed_in
def options():
    """Departments of today for a type-ahead: anybody may name one; one's own first."""
    if not wants_fragment():
        return redirect(url_for(".index"), 303)
    found = kit.options("organisation", typed_ahead())
    rows = sorted(found, key=lambda row: row[0] != context.actor().organisation_id)
    return render_template("records/pages/lists/_options.html", rows=rows)
