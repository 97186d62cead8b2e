"""The private conversation with each supplier (its pages belong to exchange)."""

from flask import Blueprint

from app.kernel import context
from app.procurement.rfqs import queries
from app.procurement.rfqs.showing import record_page
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_conversations", __name__, url_prefix="/rfqs/<uuid:rfq_id>/conversations")


@bp.get("")
@requires("procurement.rfq.view")
def index(rfq_id):
    """One way in per supplier."""
    rfq = find(queries.whole_rfqs(context.actor()), rfq_id)
    return page("procurement/rfqs/conversations/index.html", **record_page(rfq, "conversations"))
