"""The acceptances of one order, and inspecting."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.acceptances.accepting import accept
from app.procurement.acceptances.forms import AcceptanceForm, inspection_of
from app.procurement.acceptances.queries import acceptances_of, waiting_deliveries
from app.procurement.acceptances.wording import RESULTS, STATES
from app.procurement.orders.queries import whole_orders
from app.procurement.orders.showing import order_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_acceptances", __name__, url_prefix="/orders/<uuid:order_id>/acceptances")
MAKE = "procurement.acceptance.make"
NEW = "procurement/acceptances/order_acceptances/new.html"


@bp.get("")
@requires("procurement.acceptance.view")
def index(order_id):
    """What waits, and what was accepted."""
    order = find(whole_orders(context.actor()), order_id)
    values = {"acceptances": acceptances_of(order), "acceptance_states": STATES, "results": RESULTS}
    values["waiting"] = waiting_deliveries(order, context.actor())
    return page(
        "procurement/acceptances/order_acceptances/index.html", **values, **order_page(order, "acceptances")
    )


@bp.get("/new")
@requires(MAKE)
def new(order_id):
    """Of a delivery everything that waits; without one everything still to come of the order."""
    order = find(whole_orders(context.actor()), order_id)
    waiting = waiting_deliveries(order, context.actor())
    delivery = _chosen(waiting, request.args.get("delivery"), first=request.args.get("delivery") is None)
    return page(NEW, **_inspecting(order, waiting, delivery, inspection_of(order, delivery)))


@bp.post("")
@requires(MAKE)
def create(order_id):
    """Counted, valued, and told to the supplier."""
    order = find(whole_orders(context.actor()), order_id)
    waiting, form, acceptance = waiting_deliveries(order, context.actor()), AcceptanceForm(), None
    delivery = _chosen(waiting, form.delivery_id.data)
    if form.validate():
        with form.absorbing():
            acceptance = _accept(order, delivery, form)
    if form.errors:
        return page(NEW, None, 422, **_inspecting(order, waiting, delivery, form))
    onward = url_for("procurement.acceptances.show", acceptance_id=acceptance.id)
    return answer(None, onward, _("The acceptance was posted. The supplier was told."))


def _accept(order, delivery, form):
    return accept(
        order,
        form.entries(order, delivery),
        accepted_on=form.accepted_on.data,
        posting_on=form.posting_on.data,
        by=context.actor(),
        delivery=delivery,
        remarks=form.remarks.data or "",
        version=form.seen_version,
    )


def _chosen(waiting, delivery_id, first=False):
    if first and waiting:
        return waiting[0]
    return next((one for one in waiting if str(one.id) == str(delivery_id)), None)


def _inspecting(order, waiting, delivery, form):
    lines = {str(line.id): line for line in order.lines}
    values = {"waiting": waiting, "delivery": delivery, "form": form, "order_lines": lines}
    return values | order_page(order, "acceptances")
