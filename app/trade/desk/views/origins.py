"""Opening a deal from an order, a slip or an opportunity (trade.md §10)."""

from flask import Blueprint

from app.trade.desk.forms import NewDealForm
from app.trade.desk.views.opening import form_page, mine, opened, to_the_deal
from app.trade.origins.operations import remember
from app.trade.origins.queries import deals_from, origin_found
from app.trade.permissions import WORK
from app.web.guards import requires

bp = Blueprint("deal_origins", __name__, url_prefix="/deals/from/<string:kind>/<uuid:source_id>")


@bp.get("/new")
@requires(WORK)
def new(kind, source_id):
    """The form, with what the source says already in it."""
    of, origin = origin_found(kind, source_id)
    deals = deals_from(kind, source_id)
    number = "" if deals else origin.number[:40]
    typed = {"name": origin.title[:100], "direction": of.direction, "own_number": number}
    form = NewDealForm(formdata=None, data=typed)
    return form_page(form, kind=of, origin=origin, deals=deals)


@bp.post("")
@requires(WORK)
def create(kind, source_id):
    """Open the deal, and keep for ourselves what it came from."""
    of, origin = origin_found(kind, source_id)
    form = NewDealForm()
    form.offer(mine())
    if form.validate():
        with form.absorbing():
            entered = opened(form)
            remember(entered, of, origin)
            return to_the_deal(entered)
    return form_page(form, 422, kind=of, origin=origin, deals=deals_from(kind, source_id))
