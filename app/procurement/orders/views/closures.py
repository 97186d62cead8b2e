"""Giving up the rest of an order (強制完了)."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.orders.queries import whole_orders
from app.procurement.orders.showing import order_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.forms import ReasonForm
from app.web.guards import requires

bp = Blueprint("order_closures", __name__, url_prefix="/orders/<uuid:order_id>/closures")
PAGE = "procurement/orders/closures/new.html"


@bp.get("/new")
@requires("procurement.order.issue")
def new(order_id):
    """Which lines, and why."""
    order = find(whole_orders(context.actor()), order_id)
    return page(PAGE, form=ReasonForm(data={"version": order.version}), **order_page(order, "contents"))


@bp.post("")
@requires("procurement.order.issue")
def create(order_id):
    """What is still to come of the ticked lines is not waited for any more."""
    order = find(whole_orders(context.actor()), order_id)
    form, ticked = ReasonForm(), set(request.form.getlist("ids"))
    if form.validate():
        with form.absorbing():
            lines = [line for line in order.lines if str(line.id) in ticked]
            order.short_close(lines, reason=form.reason.data, by=context.actor(), version=form.seen_version)
    if form.errors:
        return page(PAGE, None, 422, form=form, **order_page(order, "contents"))
    return answer(
        None, url_for("procurement.orders.show", record_id=order.id), _("The rest of the order was given up.")
    )
