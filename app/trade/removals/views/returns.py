"""Removals that can still be taken back."""

from flask import Blueprint

from app.kernel.i18n import _
from app.trade.business_types import LABELS
from app.trade.permissions import WORK
from app.trade.removals.queries import UNDO_DAYS, returnable_now
from app.trade.removals.returning import give_back
from app.trade.views import entered_by, to_partners
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("returns", __name__, url_prefix="/deals/<uuid:deal_id>/removals")


@bp.get("/")
@requires(WORK)
def index(deal_id):
    """Whom the acting seat took out in the last thirty days."""
    entered = entered_by(deal_id)
    rows = returnable_now(entered)
    return page(
        "trade/removals/returns/index.html", entered=entered, rows=rows, labels=LABELS, days=UNDO_DAYS
    )


@bp.post("/<uuid:removal_id>/return")
@requires(WORK)
def create(deal_id, removal_id):
    """Take it back."""
    entered = give_back(entered_by(deal_id, lock=True), removal_id)
    return to_partners(entered, _("The removal was taken back: the partner takes part again."))
