"""The supplier's first page: what waits today, and nothing else."""

from flask import Blueprint

from app.supply.acceptances.queries import sums_to_invoice
from app.supply.orders.queries import to_acknowledge
from app.supply.permissions import VIEW_REQUESTS
from app.supply.requests.queries import next_due
from app.supply.requests.standing import standing_of
from app.web import menu
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("desk", __name__, url_prefix="/portal")
menu.entry("desk", "Today", "supply.desk.show", "home", VIEW_REQUESTS, position=1, key="h")


@bp.get("/")
@requires(VIEW_REQUESTS)
def show():
    """Requests to answer, orders to confirm, accepted lines to invoice."""
    lines, amount = sums_to_invoice()
    return page(
        "supply/desk/show.html",
        requests=next_due(),
        orders=to_acknowledge(),
        to_invoice={"lines": lines, "amount": int(amount)},
        standing_of=standing_of,
    )
