"""見積依頼受領: the list, and one request with all that was answered."""

from flask import Blueprint, request

from app.exchange.answering.forms import DeclineForm
from app.exchange.answering.once import new_token
from app.exchange.envelopes.queries import attachments_of
from app.kernel.text import fold
from app.supply.permissions import VIEW_REQUESTS
from app.supply.quotes.drafting import draft_of
from app.supply.quotes.queries import quotes_of
from app.supply.requests.model import ReceivedRequest
from app.supply.requests.queries import listed, requests, versions
from app.supply.requests.standing import standing_of
from app.web import menu
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("requests", __name__, url_prefix="/portal/requests")
menu.entry(
    "portal", "Requests received", "supply.requests.index", "inbox", VIEW_REQUESTS, position=10, key="r"
)


@bp.get("/")
@requires(VIEW_REQUESTS)
def index():
    """Requests, the newest first; `state` waiting, answered or ended."""
    state, q = request.args.get("state", ""), request.args.get("q", "").strip()
    columns = (ReceivedRequest.received_at, ReceivedRequest.id)
    found = listed(state, fold(q).split())
    rows = paged(found, *columns, descending=True, token=request.args.get("page"))
    values = {"rows": rows, "state": state, "q": q, "standing_of": standing_of}
    fragment = "supply/quotes/requests/_list.html"
    return page("supply/quotes/requests/index.html", fragment, **values)


@bp.get("/<uuid:request_id>")
@requires(VIEW_REQUESTS)
def show(request_id):
    """What is asked, until when, what we answered, what became of it."""
    received = find(requests(), request_id)
    return page("supply/quotes/requests/show.html", **facts_of(received))


def facts_of(received, **more):
    """Everything the page of a request shows."""
    envelopes = versions(received)
    return {
        "received": received,
        "rfq": received.envelope.content,
        "standing": standing_of(received),
        "envelopes": envelopes,
        "files": attachments_of(received.envelope_id),
        "quotes": quotes_of(received),
        "draft": draft_of(received),
        "decline_form": DeclineForm(formdata=None, token=new_token()),
        **more,
    }
