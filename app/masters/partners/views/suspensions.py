"""Suspending trade with a partner, and taking it up again."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.masters import permissions
from app.masters.partners.queries import reachable_partners
from app.masters.partners.record import PARTNER
from app.records.kit.keeping import move
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("partner_suspensions", __name__, url_prefix="/partners")


@bp.post("/<uuid:partner_id>/suspension")
@requires(permissions.PARTNER_EDIT)
def create(partner_id):
    """Suspend: the partner cannot be chosen for new documents."""
    partner = find(reachable_partners(), partner_id)
    move(PARTNER, partner, "suspended")
    where = url_for("masters.partners.show", record_id=partner.id)
    return answer(None, otherwise=where, message=_("Trade with %(name)s is suspended.", name=partner.name))


@bp.delete("/<uuid:partner_id>/suspension")
@requires(permissions.PARTNER_EDIT)
def delete(partner_id):
    """Take trade up again."""
    partner = find(reachable_partners(), partner_id)
    move(PARTNER, partner, "active")
    where = url_for("masters.partners.show", record_id=partner.id)
    return answer(None, otherwise=where, message=_("Trade with %(name)s goes on.", name=partner.name))
