"""Changing an issued order: a new version is written, submitted, issued or given up."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.procurement.orders.contents import items_of
from app.procurement.orders.forms import OrderForm, form_of
from app.procurement.orders.queries import whole_orders
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_changes", __name__, url_prefix="/orders/<uuid:order_id>/change")
ISSUE = "procurement.order.issue"
PAGE, FORM = "procurement/orders/changes/new.html", "procurement/orders/changes/_form.html"


@bp.get("/new")
@requires(ISSUE)
def new(order_id):
    """The order as it stands, or the draft of its change, to be written over."""
    order = find(whole_orders(context.actor()), order_id)
    order.check_changeable()
    return page(PAGE, order=order, partner=order.partner, form=form_of(order, order.open_change))


@bp.post("")
@requires(ISSUE)
def create(order_id):
    """The change goes for approval when it costs more; else it can be issued at once."""
    order = find(whole_orders(context.actor()), order_id)
    form, version = OrderForm(), None
    if form.validate():
        with form.absorbing():
            version = _propose(order, form)
            version.submit(by=context.actor())
    if form.errors:
        return page(PAGE, FORM, 422, order=order, partner=order.partner, form=form)
    ready = version.status == "approved"
    done = _("The change can be issued.") if ready else _("The change was sent for approval.")
    return answer(None, url_for("procurement.orders.show", record_id=order.id), done)


def _propose(order, form):
    return order.propose(
        form.terms,
        form.items(items_of(order)),
        reason=form.reason.data or "",
        by=context.actor(),
        attributable=form.attributable.data,
        version=form.seen_version,
    )


@bp.post("/issuance")
@requires(ISSUE)
def issue(order_id):
    """The approved change is put in force and sent."""
    order = find(whole_orders(context.actor()), order_id)
    _open_change(order).issue(by=context.actor())
    return answer(
        None,
        url_for("procurement.orders.show", record_id=order.id),
        _("The change was issued to the supplier."),
    )


@bp.delete("")
@requires(ISSUE)
def destroy(order_id):
    """The order stays as it was issued."""
    order = find(whole_orders(context.actor()), order_id)
    _open_change(order).drop(by=context.actor())
    return answer(None, url_for("procurement.orders.show", record_id=order.id), _("The change was given up."))


def _open_change(order):
    if order.open_change is None:
        raise Missing
    return order.open_change
