"""The list and the page of a delivery."""

from flask import Blueprint, request

from app.kernel import context
from app.kernel.db import session
from app.platform.audit.queries import trail_of
from app.platform.audit.sentences import sentence
from app.procurement.deliveries.forms import CorrectionForm, receipt_of_announced
from app.procurement.deliveries.model import Delivery
from app.procurement.deliveries.queries import delivery_rows, visible_deliveries
from app.procurement.deliveries.wording import STATES
from app.procurement.orders.paying import latest_lawful
from app.web.answer import page
from app.web.finding import find
from app.web.forms import ReasonForm
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("deliveries", __name__, url_prefix="/deliveries")
VIEW = "procurement.delivery.view"
entry("buy", "Receipts", "procurement.deliveries.index", "truck", VIEW, position=50)


@bp.get("")
@requires(VIEW)
def index():
    """Deliveries within reach, newest first."""
    asked = {name: request.args.get(name, "").strip() for name in ("q", "status")}
    mine = request.args.get("mine") == "1"
    rows = delivery_rows(context.actor(), mine=mine, **asked)
    found = paged(rows, Delivery.created_at, Delivery.id, descending=True, token=request.args.get("page"))
    values = {"wanted": asked["status"], "q": asked["q"], "mine": mine, "rows": found, "states": STATES}
    return page("procurement/deliveries/index.html", "procurement/deliveries/_list.html", **values)


@bp.get("/<uuid:delivery_id>")
@requires(VIEW)
def show(delivery_id):
    """What was announced, what arrived, and what is to be done."""
    delivery = find(visible_deliveries(context.actor()), delivery_id)
    return page("procurement/deliveries/show.html", **delivery_page(delivery))


def delivery_page(delivery, form=None, refusal=None, correction=None):
    """Values of the page: the receipt's form while it is on its way, the day's correction after."""
    version = {"version": delivery.version}
    return {
        "delivery": delivery,
        "order": delivery.order,
        "state": STATES[delivery.status],
        "pay_by": latest_lawful(delivery.received_on) if delivery.received_on else None,
        "form": form or receipt_of_announced(delivery),
        "refusal": refusal or ReasonForm(data=version, prefix="refusal"),
        "correction": correction
        or CorrectionForm(data={**version, "received_on": delivery.received_on}, prefix="correction"),
        "events": [
            {
                "who": one.actor_name,
                "at": one.at,
                "text": sentence(one.verb),
                "body": one.details.get("reason", ""),
            }
            for one in session.scalars(trail_of(delivery.id))
        ],
    }
