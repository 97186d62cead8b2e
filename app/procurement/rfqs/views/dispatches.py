"""Sending to the suppliers."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs.queries import visible_rfqs
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_dispatches", __name__, url_prefix="/rfqs/<uuid:rfq_id>/dispatch")


@bp.post("")
@requires("procurement.rfq.send")
def create(rfq_id):
    """Every supplier gets its own case and envelope."""
    rfq = find(visible_rfqs(context.actor()), rfq_id)
    rfq.send(by=context.actor())
    return answer(
        None,
        url_for("procurement.rfq_progress.show", rfq_id=rfq.id),
        _("The request was sent to the suppliers."),
    )
