"""Removals that can still be taken back."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.trade.business_types import LABELS
from app.trade.permissions import WORK
from app.trade.removals.queries import UNDO_DAYS, returnable_now
from app.trade.removals.returning import give_back
from app.trade.rooms.queries import enter
from app.web.answer import answer, page
from app.web.finding import id_asked
from app.web.guards import requires

bp = Blueprint("returns", __name__, url_prefix="/deals/<uuid:deal_id>/removals")


@bp.get("/")
@requires(WORK)
def index(deal_id):
    """Whom the acting seat took out in the last thirty days."""
    entered = enter(deal_id, id_asked("seat"))
    rows = returnable_now(entered)
    return page(
        "trade/removals/returns/index.html", entered=entered, rows=rows, labels=LABELS, days=UNDO_DAYS
    )


@bp.post("/<uuid:removal_id>/return")
@requires(WORK)
def create(deal_id, removal_id):
    """Take it back."""
    entered = give_back(enter(deal_id, id_asked("seat"), lock=True), removal_id)
    where = url_for("trade.partners.index", deal_id=deal_id, seat=entered.seat)
    return answer(None, where, _("The removal was taken back: the partner takes part again."))
