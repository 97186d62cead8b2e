"""Calling a deal off, and taking that back."""

from flask import Blueprint, request

from app.kernel.i18n import _
from app.trade.deals.opening import reopen
from app.trade.desk.cancelling import cancel
from app.trade.permissions import WORK
from app.trade.views import entered_by, to_deal
from app.web.guards import requires

bp = Blueprint("cancellations", __name__, url_prefix="/deals/<uuid:deal_id>/cancellation")


@bp.post("")
@requires(WORK)
def create(deal_id):
    """The deal does not come about."""
    entered = entered_by(deal_id, lock=True)
    cancel(entered, request.form.get("reason", ""))
    return to_deal(entered, _("The deal is cancelled. Everybody in it is told."))


@bp.delete("")
@requires(WORK)
def destroy(deal_id):
    """It does after all."""
    entered = entered_by(deal_id, lock=True)
    reopen(entered)
    return to_deal(entered, _("The deal is open again."))
