"""検収一覧: what buyers accepted and we have not invoiced yet."""

from flask import Blueprint

from app.supply.acceptances.queries import by_buyer, to_invoice
from app.supply.permissions import VIEW_ACCEPTANCES
from app.web import menu
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("acceptances", __name__, url_prefix="/portal/acceptances")
menu.entry(
    "portal",
    "Acceptances and invoices",
    "supply.acceptances.index",
    "invoice",
    VIEW_ACCEPTANCES,
    position=30,
    key="i",
)


@bp.get("/")
@requires(VIEW_ACCEPTANCES)
def index():
    """Accepted lines by buyer, to be ticked for an invoice."""
    return page("supply/acceptances/index.html", groups=by_buyer(to_invoice()))
