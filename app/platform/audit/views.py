"""操作履歴: the whole tenant's trail."""

from flask import Blueprint, request

from app.kernel.parsing import period
from app.platform.audit.model import AuditEntry
from app.platform.audit.queries import whole_trail
from app.web.answer import page
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("audit", __name__, url_prefix="/audit")
VIEW_AUDIT = "platform.audit.view"
entry("administration", "Audit trail", "platform.audit.index", "clock", VIEW_AUDIT, position=90)


@bp.get("/")
@requires(VIEW_AUDIT)
def index():
    """Who did what, newest first; by kind of act and day."""
    q, since, until = (request.args.get(name, "").strip() for name in ("q", "since", "until"))
    first, last = period(since, until)
    entries = paged(
        whole_trail(verb=q or None, since=first, until=last),
        AuditEntry.at,
        AuditEntry.id,
        descending=True,
        token=request.args.get("page"),
    )
    values = {"entries": entries, "q": q, "since": since, "until": until}
    return page("platform/audit/index.html", "platform/audit/_list.html", **values)
