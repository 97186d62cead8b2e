"""Who opened, answered, declined: refreshes itself while answers may come."""

from flask import Blueprint

from app.kernel import context
from app.procurement.rfqs import queries
from app.procurement.rfqs.showing import record_page
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_progress", __name__, url_prefix="/rfqs/<uuid:rfq_id>/progress")


@bp.get("")
@requires("procurement.rfq.view")
def show(rfq_id):
    """The suppliers and how far each is."""
    rfq = find(queries.whole_rfqs(context.actor()), rfq_id)
    values = record_page(rfq, "progress") | {"sealed": rfq.sealed}
    return page("procurement/rfqs/progress/show.html", "procurement/rfqs/progress/_progress.html", **values)
