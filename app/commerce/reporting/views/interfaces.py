"""受注・発送のAPI連携: when orders were fetched and what did not come in, which shipments shops know of."""

from flask import Blueprint, url_for

from app.commerce.connections.queries import ending, shops, with_connections
from app.commerce.fetching import queries as fetches
from app.commerce.fetching.operations import ask_to_fetch
from app.commerce.permissions import ORDER_TAKE, SLIP_SHIP
from app.commerce.reporting import operations, queries
from app.kernel import clock
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("interfaces", __name__, url_prefix="/interfaces")
entry("ship", "Orders and shipments by interface", "commerce.interfaces.index", "zap", SLIP_SHIP, position=46)


@bp.get("/")
@requires(SLIP_SHIP)
def index():
    """All shops whose mall has an interface, and the last times orders were fetched."""
    return page(
        "commerce/reporting/index.html", None, rows=with_connections(), standing=queries.standing(),
        fetches=fetches.latest_of_all(), ending=ending(), today=clock.today(),
    )  # fmt: skip


@bp.post("/<uuid:channel_id>/fetch")
@requires(ORDER_TAKE)
def create_fetch(channel_id):
    """Fetch a shop's orders now."""
    ask_to_fetch(find(shops(), channel_id))
    return answer(None, url_for(".index"), _("Orders are being fetched."))


@bp.post("/<uuid:channel_id>/notices")
@requires(SLIP_SHIP)
def create_notices(channel_id):
    """Tell again what the shop refused."""
    count = operations.tell_refused_again(find(shops(), channel_id))
    return answer(None, url_for(".index"), _("%(n)s shipments are told again.", n=count))
