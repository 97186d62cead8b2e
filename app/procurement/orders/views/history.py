"""The versions of an order, the supplier's answers, and what happened."""

from flask import Blueprint

from app.kernel import context
from app.kernel.db import session
from app.platform.audit.queries import trail_of
from app.platform.audit.sentences import sentence
from app.procurement.orders.queries import whole_orders
from app.procurement.orders.showing import order_page
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_history", __name__, url_prefix="/orders/<uuid:order_id>/history")


@bp.get("")
@requires("procurement.order.view")
def index(order_id):
    """Newest first."""
    order = find(whole_orders(context.actor()), order_id)
    events = [_event(entry) for entry in session.scalars(trail_of(order.id))]
    return page("procurement/orders/history/index.html", events=events, **order_page(order, "history"))


def _event(entry):
    return {
        "who": entry.actor_name,
        "at": entry.at,
        "text": sentence(entry.verb),
        "body": entry.details.get("reason", ""),
    }
