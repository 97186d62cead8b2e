"""Approval routes: the list, one route with its revisions, making, revising, retiring."""

from flask import Blueprint, request, url_for

from app.approvals.routes.describing import all_routes, described
from app.approvals.routes.forms import RouteForm, filled
from app.approvals.routes.operations import design_route, retire_route, revise_route
from app.approvals.routes.queries import reachable_routes, revisions_of, steps_of
from app.approvals.routes.rules import Offers
from app.kernel import clock, context
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("routes", __name__, url_prefix="/approval-routes")
VIEW, EDIT = "approvals.route.view", "approvals.route.edit"
entry("masters", "Approval routes", "approvals.routes.index", "stamp", VIEW, position=80)


@bp.get("/")
@requires(VIEW)
def index():
    """Every route in the order it is asked."""
    return page("approvals/routes/index.html", rows=all_routes(Offers()))


@bp.get("/<uuid:route_id>")
@requires(VIEW)
def show(route_id):
    """One revision of a route, and the others."""
    route = find(reachable_routes(), route_id)
    revisions = revisions_of(route.family_id)
    row = described([route], Offers())[0]
    return page("approvals/routes/show.html", row=row, route=route, revisions=revisions, newest=revisions[0])


@bp.get("/new")
@requires(EDIT)
def new():
    """An empty form."""
    return _form(
        RouteForm(Offers(), data={"valid_from": clock.today(), "document": request.args.get("document")})
    )


@bp.post("/")
@requires(EDIT)
def create():
    """Make a route."""
    form = RouteForm(Offers())
    if _grows(form):
        return _form(form)
    route = _kept(form, lambda: design_route(form.draft(), by=context.actor()))
    if route is None:
        return _form(form, status=422)
    return answer(None, url_for(".show", route_id=route.id), _("The route is ready."))


@bp.get("/<uuid:route_id>/edit")
@requires(EDIT)
def edit(route_id):
    """The route as it is, to be revised."""
    route = find(reachable_routes(), route_id)
    return _form(RouteForm(Offers(), data=filled(route, steps_of([route.id])[route.id])), route)


@bp.post("/<uuid:route_id>")
@requires(EDIT)
def update(route_id):
    """Make the next revision; cases under way keep the one they were submitted with."""
    route, form = find(reachable_routes(), route_id), RouteForm(Offers())
    if _grows(form):
        return _form(form, route)
    revised = _kept(form, lambda: revise_route(route, form.draft(), by=context.actor()))
    if revised is None:
        return _form(form, route, status=422)
    return answer(None, url_for(".show", route_id=revised.id), _("The new revision is ready."))


@bp.post("/<uuid:route_id>/retirement")
@requires(EDIT)
def create_retirement(route_id):
    """Use this route no more."""
    retire_route(find(reachable_routes(), route_id), by=context.actor())
    return answer(None, url_for(".index"), _("The route is used no more. Cases under way go on."))


def _grows(form):
    """True when the reader asked for one more step; nothing is saved then."""
    if "add_step" not in request.form:
        return False
    form.add_step()
    return True


def _kept(form, verb):
    if form.validate():
        with form.absorbing():
            return verb()
    return None


def _form(form, route=None, status=200):
    return page("approvals/routes/form.html", "approvals/routes/_form.html", status, form=form, route=route)
