"""What happened to a request, and its revisions."""

from flask import Blueprint

from app.kernel import context
from app.kernel.db import session
from app.platform.audit.queries import trail_of
from app.platform.audit.sentences import sentence
from app.procurement.rfqs import queries
from app.procurement.rfqs.showing import record_page
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_history", __name__, url_prefix="/rfqs/<uuid:rfq_id>/history")
SAID = ("reason", "supplier")


@bp.get("")
@requires("procurement.rfq.view")
def index(rfq_id):
    """Newest first."""
    rfq = find(queries.whole_rfqs(context.actor()), rfq_id)
    events = [_event(entry) for entry in session.scalars(trail_of(rfq.id))]
    return page("procurement/rfqs/history/index.html", **record_page(rfq, "history"), events=events)


def _event(entry):
    said = [str(entry.details[name]) for name in SAID if entry.details.get(name)]
    return {
        "who": entry.actor_name,
        "at": entry.at,
        "text": sentence(entry.verb),
        "body": " / ".join(said),
    }
