"""Calling a deal off, and taking that back."""

from flask import Blueprint, request, url_for

from app.kernel.i18n import _
from app.trade.deals.opening import reopen
from app.trade.desk.cancelling import cancel
from app.trade.permissions import WORK
from app.trade.rooms.queries import enter
from app.web.answer import answer
from app.web.finding import id_asked
from app.web.guards import requires

bp = Blueprint("cancellations", __name__, url_prefix="/deals/<uuid:deal_id>/cancellation")


@bp.post("")
@requires(WORK)
def create(deal_id):
    """The deal does not come about."""
    entered = enter(deal_id, id_asked("seat"), lock=True)
    cancel(entered, request.form.get("reason", ""))
    return answer(None, _there(entered), _("The deal is cancelled. Everybody in it is told."))


@bp.delete("")
@requires(WORK)
def destroy(deal_id):
    """It does after all."""
    entered = enter(deal_id, id_asked("seat"), lock=True)
    reopen(entered)
    return answer(None, _there(entered), _("The deal is open again."))


def _there(entered):
    return url_for("trade.deals.show", deal_id=entered.deal.id, seat=entered.seat)
