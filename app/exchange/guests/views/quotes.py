"""A guest's answer to a request: the same form as in the portal, kept in the browser until it is sent."""

from flask import Blueprint

from app.exchange.answering.forms import QuoteForm
from app.exchange.answering.once import new_token
from app.exchange.answering.quoting import figures
from app.exchange.guests import operations
from app.exchange.guests.entering import enter
from app.exchange.guests.views.cases import BECAUSE, done, uploads
from app.kernel import clock
from app.kernel.errors import Missing
from app.web.answer import page
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint("guest_quotes", __name__, url_prefix="/guest/<string:secret>/quotes")
limiter.limit("120 per minute")(bp)


@bp.get("/new")
@public(BECAUSE)
def new(secret):
    """The form."""
    visit = answering(secret)
    form = QuoteForm(formdata=None, token=new_token()).for_request(visit.standing.rfq)
    return page("exchange/guests/quotes/new.html", **facts_of(visit, form))


@bp.post("/totals")
@public(BECAUSE)
def create_totals(secret):
    """What is typed adds up to; nothing is kept."""
    visit = answering(secret)
    form = QuoteForm().for_request(visit.standing.rfq)
    fragment = "exchange/guests/quotes/_totals.html"
    return page("exchange/guests/quotes/new.html", fragment, **facts_of(visit, form))


@bp.post("/")
@public(BECAUSE)
def create(secret):
    """Send it. What the buyer's side refuses is said on the form, with everything typed kept."""
    visit = answering(secret)
    form = QuoteForm().for_request(visit.standing.rfq)
    if form.validate():
        with form.absorbing():
            operations.quote(
                visit.case, visit.standing, form.typed(), uploads(), by=visit.by, token=form.token.data
            )
    if form.failed:
        return page("exchange/guests/quotes/new.html", status=422, **facts_of(visit, form))
    return done(visit, "Your answer was sent.")


def answering(secret):
    """The visit to a case in which something was asked. Raises Missing."""
    visit = enter(secret)
    if visit.standing.rfq is None:
        raise Missing
    return visit


def facts_of(visit, form):
    """Everything the form's page shows."""
    rfq = visit.standing.rfq
    return {
        "visit": visit,
        "standing": visit.standing,
        "rfq": rfq,
        "form": form,
        "figures": figures(rfq, form.typed(), clock.today()),
    }
