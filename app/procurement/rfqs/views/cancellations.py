"""Giving a request up."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs.forms import ReasonForm
from app.procurement.rfqs.queries import whole_rfqs
from app.procurement.rfqs.showing import record_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_cancellations", __name__, url_prefix="/rfqs/<uuid:rfq_id>/cancellation")
PAGE, FORM = "procurement/rfqs/cancellations/new.html", "procurement/rfqs/cancellations/_form.html"


@bp.get("/new")
@requires("procurement.rfq.send")
def new(rfq_id):
    """The question."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    return page(PAGE, **record_page(rfq, "contents"), form=ReasonForm())


@bp.post("")
@requires("procurement.rfq.send")
def create(rfq_id):
    """The suppliers are told the reason."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    form = ReasonForm()
    if form.validate():
        with form.absorbing():
            rfq.cancel(form.reason.data, by=context.actor())
    if form.errors:
        return page(PAGE, FORM, 422, **record_page(rfq, "contents"), form=form)
    return answer(None, url_for("procurement.rfqs.show", record_id=rfq.id), _("The request was cancelled."))
