"""Taking an order back."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.orders.queries import whole_orders
from app.procurement.orders.showing import order_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.forms import ReasonForm
from app.web.guards import requires

bp = Blueprint("order_cancellations", __name__, url_prefix="/orders/<uuid:order_id>/cancellation")
PAGE = "procurement/orders/cancellations/new.html"


@bp.get("/new")
@requires("procurement.order.issue")
def new(order_id):
    """The question, with its reason."""
    order = find(whole_orders(context.actor()), order_id)
    return page(PAGE, form=ReasonForm(data={"version": order.version}), **order_page(order, "contents"))


@bp.post("")
@requires("procurement.order.issue")
def create(order_id):
    """The supplier is told when it has the order."""
    order = find(whole_orders(context.actor()), order_id)
    form = ReasonForm()
    if form.validate():
        with form.absorbing():
            order.cancel(reason=form.reason.data, by=context.actor(), version=form.seen_version)
    if form.errors:
        return page(PAGE, None, 422, form=form, **order_page(order, "contents"))
    return answer(None, url_for("procurement.orders.show", record_id=order.id), _("The order was cancelled."))
