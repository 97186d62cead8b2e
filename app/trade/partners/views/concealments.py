"""公開・非公開: hiding a partner from now on, and showing it."""

from flask import Blueprint

from app.kernel.i18n import _
from app.trade.partners.permitting import conceal
from app.trade.permissions import WORK
from app.trade.views import entered_by, to_partners
from app.web.guards import requires

bp = Blueprint(
    "concealments", __name__, url_prefix="/deals/<uuid:deal_id>/partners/<uuid:partner_id>/concealment"
)


@bp.post("/")
@requires(WORK)
def create(deal_id, partner_id):
    """Hide it: whoever has seen it keeps what it has seen (R47)."""
    entered = conceal(entered_by(deal_id, lock=True), partner_id, hidden=True)
    return to_partners(entered, _("The partner is hidden from now on."))


@bp.delete("/")
@requires(WORK)
def destroy(deal_id, partner_id):
    """Show it to all partners: what is past stays as it was told (R46)."""
    entered = conceal(entered_by(deal_id, lock=True), partner_id, hidden=False)
    return to_partners(entered, _("The partner is public from now on."))
