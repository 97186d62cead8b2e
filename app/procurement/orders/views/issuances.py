"""Issuing an approved order."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.orders.queries import whole_orders
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_issuances", __name__, url_prefix="/orders/<uuid:order_id>/issuance")


@bp.post("")
@requires("procurement.order.issue")
def create(order_id):
    """The supplier gets the order with its sheet."""
    order = find(whole_orders(context.actor()), order_id)
    order.issue(by=context.actor())
    return answer(
        None,
        url_for("procurement.orders.show", record_id=order.id),
        _("The order was issued to the supplier."),
    )
