"""The deliveries of one order, and registering what arrives without a note."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.deliveries.forms import ReceiptForm, receipt_of
from app.procurement.deliveries.operations import check_open, receive
from app.procurement.deliveries.queries import deliveries_of
from app.procurement.deliveries.wording import STATES
from app.procurement.orders.queries import whole_orders
from app.procurement.orders.showing import order_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_deliveries", __name__, url_prefix="/orders/<uuid:order_id>/deliveries")
NEW = "procurement/deliveries/order_deliveries/new.html"


@bp.get("")
@requires("procurement.delivery.view")
def index(order_id):
    """What is on its way and what arrived."""
    order = find(whole_orders(context.actor()), order_id)
    values = {"deliveries": deliveries_of(order), "delivery_states": STATES}
    return page(
        "procurement/deliveries/order_deliveries/index.html", **values, **order_page(order, "deliveries")
    )


@bp.get("/new")
@requires("procurement.delivery.receive")
def new(order_id):
    """Everything that is still to come, to be confirmed or corrected."""
    order = find(whole_orders(context.actor()), order_id)
    check_open(order)
    return page(NEW, form=receipt_of(order), **order_page(order, "deliveries"))


@bp.post("")
@requires("procurement.delivery.receive")
def create(order_id):
    """Count it in; it waits for the inspection."""
    order = find(whole_orders(context.actor()), order_id)
    form, delivery = ReceiptForm(), None
    if form.validate():
        with form.absorbing():
            delivery = _receive(order, form)
    if form.errors:
        return page(NEW, None, 422, form=form, **order_page(order, "deliveries"))
    if request.form.get("then") == "accept":
        onward = url_for("procurement.order_acceptances.new", order_id=order.id, delivery=delivery.id)
        return answer(None, onward, _("The receipt was registered."))
    return answer(None, url_for(".index", order_id=order.id), _("The receipt was registered."))


def _receive(order, form):
    return receive(
        order,
        form.quantities,
        received_on=form.received_on.data,
        by=context.actor(),
        version=form.seen_version,
        lots=form.lots,
        supplier_number=form.supplier_number.data or "",
        remarks=form.remarks.data or "",
    )
