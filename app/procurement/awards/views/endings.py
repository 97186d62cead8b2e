"""Ending a comparison without choosing anybody."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _, translate
from app.procurement.awards.forms import EndingForm
from app.procurement.awards.writing import LOST
from app.procurement.rfqs.queries import whole_rfqs
from app.procurement.rfqs.showing import record_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("award_endings", __name__, url_prefix="/rfqs/<uuid:rfq_id>/ending")
MAKE = "procurement.award.make"
PAGE, FORM = "procurement/awards/endings/new.html", "procurement/awards/endings/_form.html"


@bp.get("/new")
@requires(MAKE)
def new(rfq_id):
    """Why, and what the suppliers will read."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    text = translate(LOST, subject=rfq.subject, number=rfq.number)
    return page(PAGE, **record_page(rfq, "award"), form=EndingForm(text=text))


@bp.post("")
@requires(MAKE)
def create(rfq_id):
    """Those who answered are told."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    form = EndingForm()
    if form.validate():
        with form.absorbing():
            rfq.end_without_award(form.reason.data, form.text.data, by=context.actor())
    if form.errors:
        return page(PAGE, FORM, 422, **record_page(rfq, "award"), form=form)
    return answer(
        None, url_for("procurement.rfqs.show", record_id=rfq.id), _("The request ended without an award.")
    )
