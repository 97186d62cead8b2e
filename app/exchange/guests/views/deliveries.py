"""A guest announces a delivery."""

from flask import Blueprint

from app.exchange.answering.forms import DeliveryForm
from app.exchange.answering.once import new_token
from app.exchange.guests import operations
from app.exchange.guests.entering import enter
from app.exchange.guests.views.cases import BECAUSE, done
from app.kernel import clock
from app.web.answer import page
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint(
    "guest_deliveries", __name__, url_prefix="/guest/<string:secret>/orders/<int:position>/deliveries"
)
limiter.limit("60 per minute")(bp)


@bp.get("/new")
@public(BECAUSE)
def new(secret, position):
    """The form, filled with what is still to be shipped."""
    visit = enter(secret)
    order = visit.order_at(position)
    form = DeliveryForm(formdata=None, token=new_token(), shipped_on=clock.today())
    form.for_lines([line.line_id for line in order.lines])
    for entry, line in zip(form.lines.entries, order.lines, strict=True):
        entry.form.quantity.data = line.to_announce or None
    return page("exchange/guests/deliveries/new.html", visit=visit, order=order, form=form)


@bp.post("/")
@public(BECAUSE)
def create(secret, position):
    """Send the delivery note."""
    visit = enter(secret)
    order = visit.order_at(position)
    form = DeliveryForm().for_lines([line.line_id for line in order.lines])
    if form.validate():
        with form.absorbing():
            operations.announce(
                visit.case, order, form.quantities(), form.facts(), by=visit.by, token=form.token.data
            )
    if form.failed:
        return page("exchange/guests/deliveries/new.html", status=422, visit=visit, order=order, form=form)
    return done(visit, "The delivery is announced. The buyer was told.")
