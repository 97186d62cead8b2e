"""Submitting a draft."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs.queries import visible_rfqs
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_submissions", __name__, url_prefix="/rfqs/<uuid:rfq_id>/submission")


@bp.post("")
@requires("procurement.rfq.edit")
def create(rfq_id):
    """For approval, or ready at once when nobody has to approve."""
    rfq = find(visible_rfqs(context.actor()), rfq_id)
    rfq.submit(by=context.actor(), comment=request.form.get("comment", ""))
    return answer(None, url_for("procurement.rfqs.show", record_id=rfq.id), _("The request was submitted."))
