"""Our word on the supplier's change request."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.procurement.orders.queries import whole_orders
from app.procurement.orders.showing import order_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.forms import ReasonForm
from app.web.guards import requires

bp = Blueprint("order_answers", __name__, url_prefix="/orders/<uuid:order_id>/answers/<uuid:answer_id>")
ISSUE = "procurement.order.issue"
PAGE = "procurement/orders/answers/new.html"


@bp.post("/grant")
@requires(ISSUE)
def grant(order_id, answer_id):
    """The order becomes what the supplier wished for."""
    order = find(whole_orders(context.actor()), order_id)
    version = order.grant(_answer(order, answer_id), by=context.actor())
    issued = version.status == "issued"
    done = _("The changed order was issued.") if issued else _("The change was sent for approval.")
    return answer(None, url_for("procurement.orders.show", record_id=order.id), done)


@bp.get("/refusal/new")
@requires(ISSUE)
def new(order_id, answer_id):
    """The question, with its reason."""
    order = find(whole_orders(context.actor()), order_id)
    form = ReasonForm(data={"version": order.version})
    return page(PAGE, form=form, wish=_answer(order, answer_id), **order_page(order, "contents"))


@bp.post("/refusal")
@requires(ISSUE)
def refuse(order_id, answer_id):
    """The order stays as it was issued; the supplier reads why."""
    order = find(whole_orders(context.actor()), order_id)
    form, wish = ReasonForm(), _answer(order, answer_id)
    if form.validate():
        with form.absorbing():
            order.refuse(wish, reason=form.reason.data, by=context.actor(), version=form.seen_version)
    if form.errors:
        return page(PAGE, None, 422, form=form, wish=wish, **order_page(order, "contents"))
    return answer(None, url_for("procurement.orders.show", record_id=order.id), _("The supplier was told."))


def _answer(order, answer_id):
    found = next((one for one in order.answers if one.id == answer_id), None)
    if found is None:
        raise Missing
    return found
