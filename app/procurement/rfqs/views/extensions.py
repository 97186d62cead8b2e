"""Another deadline."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs.forms import ExtensionForm
from app.procurement.rfqs.queries import whole_rfqs
from app.procurement.rfqs.showing import record_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_extensions", __name__, url_prefix="/rfqs/<uuid:rfq_id>/extension")
PAGE, FORM = "procurement/rfqs/extensions/new.html", "procurement/rfqs/extensions/_form.html"


@bp.get("/new")
@requires("procurement.rfq.send")
def new(rfq_id):
    """The question."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    return page(PAGE, **record_page(rfq, "contents"), form=ExtensionForm(data={"deadline": rfq.deadline}))


@bp.post("")
@requires("procurement.rfq.send")
def create(rfq_id):
    """For every supplier; a closed request takes answers again."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    form = ExtensionForm()
    if form.validate():
        with form.absorbing():
            rfq.extend(form.deadline.data, form.reason.data or "", by=context.actor())
    if form.errors:
        return page(PAGE, FORM, 422, **record_page(rfq, "contents"), form=form)
    return answer(
        None,
        url_for("procurement.rfqs.show", record_id=rfq.id),
        _("The suppliers were told the new deadline."),
    )
