"""納品: announcing what is shipped for an order."""

from flask import Blueprint, redirect, url_for

from app.exchange.answering.forms import DeliveryForm
from app.exchange.answering.once import new_token
from app.kernel import clock
from app.supply.deliveries.operations import announce
from app.supply.orders.queries import orders
from app.supply.permissions import ANNOUNCE
from app.web.answer import page, say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("deliveries", __name__, url_prefix="/portal/orders/<uuid:order_id>/deliveries")


@bp.get("/new")
@requires(ANNOUNCE)
def new(order_id):
    """The form, filled with what is still to be shipped."""
    order = find(orders(), order_id)
    form = DeliveryForm(formdata=None, token=new_token(), shipped_on=clock.today())
    form.for_lines(ids_of(order))
    left = {str(line.line_id): line.to_announce for line in order.lines}
    for entry in form.lines.entries:
        entry.form.quantity.data = left[entry.form.line_id.data] or None
    return page("supply/deliveries/deliveries/new.html", order=order, form=form)


@bp.post("/")
@requires(ANNOUNCE)
def create(order_id):
    """Send the delivery note."""
    order = find(orders(), order_id)
    form = DeliveryForm().for_lines(ids_of(order))
    if form.validate():
        with form.absorbing():
            announce(order, form.quantities(), token=form.token.data, **form.facts())
    if form.failed:
        return page("supply/deliveries/deliveries/new.html", status=422, order=order, form=form)
    say("The delivery is announced. The buyer was told.")
    return redirect(url_for("supply.orders.show", order_id=order_id), 303)


def ids_of(order):
    """The buyer's ids of the lines in force."""
    return [line.line_id for line in order.lines if line.quantity]
