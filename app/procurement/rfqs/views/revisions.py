"""A new revision of a request that suppliers already have."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs.forms import RfqForm
from app.procurement.rfqs.operations import attach
from app.procurement.rfqs.queries import whole_rfqs
from app.procurement.rfqs.showing import editing
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_revisions", __name__, url_prefix="/rfqs/<uuid:rfq_id>/revisions")
PAGE, FORM = "procurement/rfqs/revisions/new.html", "procurement/rfqs/_form.html"


@bp.get("/new")
@requires("procurement.rfq.send")
def new(rfq_id):
    """The form with what stands now."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    return page(PAGE, **editing(RfqForm(rfq)))


@bp.post("")
@requires("procurement.rfq.send")
def create(rfq_id):
    """Everybody who did not decline is asked again."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    form = RfqForm(rfq)
    if form.validate():
        with form.absorbing():
            attach(rfq, form.files.data)
            reason, seen = form.reason.data or "", form.seen_version
            rfq.revise(form.head, form.line_values, reason, by=context.actor(), version=seen)
    if form.errors:
        return page(PAGE, FORM, 422, **editing(form))
    return answer(
        None, url_for("procurement.rfqs.show", record_id=rfq.id), _("The revision was sent to the suppliers.")
    )
