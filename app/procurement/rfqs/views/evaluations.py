"""Beginning to compare."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs.queries import visible_rfqs
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_evaluations", __name__, url_prefix="/rfqs/<uuid:rfq_id>/evaluation")


@bp.post("")
@requires("procurement.rfq.send")
def create(rfq_id):
    """From here on the deadline stands."""
    rfq = find(visible_rfqs(context.actor()), rfq_id)
    rfq.evaluate(by=context.actor())
    return answer(
        None, url_for("procurement.comparisons.show", rfq_id=rfq.id), _("You can now compare and choose.")
    )
