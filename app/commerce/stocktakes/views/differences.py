"""What differs from the books, shown before it is booked; booking it, taking it back, putting it away."""

from flask import Blueprint, request, url_for

from app.commerce.stock import permissions
from app.commerce.stocktakes import operations, queries
from app.commerce.stocktakes.model import StocktakeLine
from app.commerce.stocktakes.views.stocktakes import head
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("stocktake_differences", __name__, url_prefix="/stocktakes/<uuid:stocktake_id>")


@bp.get("/differences")
@requires(permissions.COUNT)
def index(stocktake_id):
    """Counted figures beside the books; only those that differ, unless all are asked for."""
    stocktake, everything = find(queries.stocktakes(), stocktake_id), request.args.get("all") == "1"
    lines = queries.line_rows(stocktake, only_differences=not everything)
    rows = paged(lines, StocktakeLine.code, StocktakeLine.id, token=request.args.get("page"))
    values = {"rows": rows, "everything": everything, "tab": "differences"}
    return page("commerce/stocktakes/differences.html", None, **head(stocktake), **values)


@bp.post("/booking")
@requires(permissions.COUNT)
def create_booking(stocktake_id):
    """Book the differences that were shown."""
    stocktake = find(queries.stocktakes(), stocktake_id)
    operations.start_booking(stocktake, version=request.form.get("version", type=int))
    return answer(None, _page_of(stocktake), _("The differences are being booked."))


@bp.delete("/booking")
@requires(permissions.COUNT)
def delete_booking(stocktake_id):
    """Take the booking back by counter movements."""
    stocktake = find(queries.stocktakes(), stocktake_id)
    operations.take_back(stocktake)
    return answer(None, _page_of(stocktake), _("The booking was taken back by counter movements."))


@bp.post("/discarding")
@requires(permissions.COUNT)
def create_discarding(stocktake_id):
    """Put it away; nothing is booked."""
    stocktake = find(queries.stocktakes(), stocktake_id)
    operations.discard(stocktake)
    return answer(None, url_for("commerce.stocktakes.index"), _("The stocktake was put away."))


def _page_of(stocktake):
    return url_for("commerce.stocktakes.show", stocktake_id=stocktake.id)
