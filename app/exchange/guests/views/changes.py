"""A guest wishes for other dates, prices or quantities of an order."""

from flask import Blueprint

from app.exchange.answering.forms import AnswerOrderForm
from app.exchange.answering.once import new_token
from app.exchange.guests import operations
from app.exchange.guests.entering import enter
from app.exchange.guests.views.cases import BECAUSE, done
from app.web.answer import page
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint(
    "guest_changes", __name__, url_prefix="/guest/<string:secret>/orders/<int:position>/change-request"
)
limiter.limit("60 per minute")(bp)


@bp.get("/new")
@public(BECAUSE)
def new(secret, position):
    """The form, every cell empty: what stays empty may stay as it is."""
    visit = enter(secret)
    order = visit.order_at(position)
    form = AnswerOrderForm(formdata=None, token=new_token()).for_lines(ids_of(order))
    return page("exchange/guests/changes/new.html", visit=visit, order=order, form=form)


@bp.post("/")
@public(BECAUSE)
def create(secret, position):
    """Ask the buyer for the change."""
    visit = enter(secret)
    order = visit.order_at(position)
    form = AnswerOrderForm().for_lines(ids_of(order))
    if form.validate():
        with form.absorbing():
            comment = form.comment.data or ""
            operations.request_change(
                visit.case, order, form.wishes(), comment, by=visit.by, token=form.token.data
            )
    if form.failed:
        return page("exchange/guests/changes/new.html", status=422, visit=visit, order=order, form=form)
    return done(visit, "Your wish was sent. The buyer will accept it or answer.")


def ids_of(order):
    """The buyer's ids of the lines in force."""
    return [line.line_id for line in order.body.lines]
