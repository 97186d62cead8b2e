"""The versions of an order as they were sent, and the supplier's answers."""

from flask import Blueprint

from app.kernel import context
from app.procurement.orders.queries import whole_orders
from app.procurement.orders.showing import order_page
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_documents", __name__, url_prefix="/orders/<uuid:order_id>/documents")


@bp.get("")
@requires("procurement.order.view")
def index(order_id):
    """Newest first."""
    order = find(whole_orders(context.actor()), order_id)
    return page("procurement/orders/documents/index.html", **order_page(order, "documents"))
