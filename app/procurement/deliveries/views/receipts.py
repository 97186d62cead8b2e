"""An announced delivery arrives, is refused, or its day of receipt is corrected."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.deliveries.forms import CorrectionForm, ReceiptForm
from app.procurement.deliveries.queries import visible_deliveries
from app.procurement.deliveries.views.deliveries import delivery_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.forms import ReasonForm
from app.web.guards import requires

bp = Blueprint("receipts", __name__, url_prefix="/deliveries/<uuid:delivery_id>")
RECEIVE = "procurement.delivery.receive"
SHOW = "procurement/deliveries/show.html"


@bp.post("/receipt")
@requires(RECEIVE)
def create(delivery_id):
    """Count in what arrived."""
    delivery = find(visible_deliveries(context.actor()), delivery_id)
    form = ReceiptForm()
    if form.validate():
        with form.absorbing():
            delivery.receive(
                form.quantities,
                received_on=form.received_on.data,
                by=context.actor(),
                lots=form.lots,
                remarks=form.remarks.data or "",
                version=form.seen_version,
            )
    return _done(delivery, form, _("The receipt was registered."), form=form)


@bp.put("/receipt")
@requires(RECEIVE)
def update(delivery_id):
    """Another day, with its reason."""
    delivery = find(visible_deliveries(context.actor()), delivery_id)
    form = CorrectionForm(prefix="correction")
    if form.validate():
        with form.absorbing():
            delivery.correct_receipt(
                form.received_on.data, reason=form.reason.data, by=context.actor(), version=form.seen_version
            )
    return _done(delivery, form, _("The day of receipt was corrected."), correction=form)


@bp.post("/refusal")
@requires(RECEIVE)
def refuse(delivery_id):
    """Nothing of it is counted."""
    delivery = find(visible_deliveries(context.actor()), delivery_id)
    form = ReasonForm(prefix="refusal")
    if form.validate():
        with form.absorbing():
            delivery.refuse(reason=form.reason.data, by=context.actor(), version=form.seen_version)
    return _done(delivery, form, _("The delivery was refused."), refusal=form)


def _done(delivery, typed, message, **forms):
    if typed.errors:
        return page(SHOW, None, 422, **delivery_page(delivery, **forms))
    return answer(None, url_for("procurement.deliveries.show", delivery_id=delivery.id), message)
