"""Submitting a draft."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.orders.queries import whole_orders
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_submissions", __name__, url_prefix="/orders/<uuid:order_id>/submission")


@bp.post("")
@requires("procurement.order.edit")
def create(order_id):
    """For approval, or approved at once when nobody has to approve."""
    order = find(whole_orders(context.actor()), order_id)
    order.submit(by=context.actor())
    done = (
        _("The order can be issued.") if order.status == "approved" else _("The order was sent for approval.")
    )
    return answer(None, url_for("procurement.orders.show", record_id=order.id), done)
