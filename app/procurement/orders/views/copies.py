"""Ordering again (再発注)."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.orders.operations import copy_of
from app.procurement.orders.queries import whole_orders
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_copies", __name__, url_prefix="/orders/<uuid:order_id>/copies")


@bp.post("")
@requires("procurement.order.edit")
def create(order_id):
    """A new draft with the same lines, without dates."""
    twin = copy_of(find(whole_orders(context.actor()), order_id), by=context.actor())
    return answer(
        None,
        url_for("procurement.orders.edit", record_id=twin.id),
        _("A new draft was made. Check the dates."),
    )
