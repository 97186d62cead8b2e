"""操作履歴: the whole tenant's trail."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.kernel.parsing import period
from app.platform.audit.forms import OpeningForm
from app.platform.audit.model import AuditEntry
from app.platform.audit.opening import open_everything, opened_by
from app.platform.audit.queries import whole_trail
from app.web.answer import answer, page
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("audit", __name__, url_prefix="/audit")
VIEW_AUDIT, OPEN_AUDIT = "platform.audit.view", "platform.audit.open"
entry("administration", "Audit trail", "platform.audit.index", "clock", VIEW_AUDIT, position=90)


@bp.get("/")
@requires(VIEW_AUDIT)
def index():
    """Who did what, newest first; by kind of act and day."""
    q, since, until = (request.args.get(name, "").strip() for name in ("q", "since", "until"))
    first, last = period(since, until)
    opened = context.actor().may(OPEN_AUDIT) and opened_by(context.actor())
    entries = paged(
        whole_trail(verb=q or None, since=first, until=last, everything=opened),
        AuditEntry.at,
        AuditEntry.id,
        descending=True,
        token=request.args.get("page"),
    )
    values = {"entries": entries, "q": q, "since": since, "until": until, "opened": opened}
    return page("platform/audit/index.html", "platform/audit/_list.html", **values)


@bp.get("/openings/new")
@requires(OPEN_AUDIT)
def new_opening():
    """Why one has to look at what is withheld."""
    return page("platform/audit/opening.html", form=OpeningForm())


@bp.post("/openings")
@requires(OPEN_AUDIT)
def create_opening():
    """Note the reason; the whole trail is readable for a quarter of an hour."""
    form = OpeningForm()
    if form.validate():
        with form.absorbing():
            open_everything(form.reason.data)
    if form.errors:
        return page("platform/audit/opening.html", "platform/audit/_opening_form.html", 422, form=form)
    return answer(None, url_for(".index"), _("Your look at the whole audit trail was noted."))
