"""見積回答, sent: the last look, sending, declining, and each answer as it was sent."""

from flask import Blueprint, redirect, request, url_for

from app.exchange.answering.forms import DeclineForm
from app.exchange.answering.once import new_token
from app.exchange.envelopes.queries import attachments_of
from app.kernel.errors import Missing, Rejected
from app.supply.permissions import SUBMIT_QUOTE, VIEW_REQUESTS
from app.supply.quotes.drafting import draft_of, files_of, fingerprint_of
from app.supply.quotes.operations import body_of, decline, submit
from app.supply.quotes.queries import quotes
from app.supply.quotes.views import answers
from app.supply.quotes.views.requests import facts_of
from app.supply.requests.queries import requests
from app.web.answer import page, say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("quotes", __name__, url_prefix="/portal/requests/<uuid:request_id>")


@bp.get("/quotes/new")
@requires(SUBMIT_QUOTE)
def new(request_id):
    """The answer as it will be sent, for the last look."""
    received = find(requests(), request_id)
    if draft_of(received) is None:  # sent or thrown away meanwhile: somebody went back
        return redirect(url_for("supply.requests.show", request_id=request_id), 303)
    draft, form = drafted(received)
    if not answers.complete(received, form):
        return redirect(url_for("supply.answers.edit", request_id=request_id), 303)
    values = {"received": received, "draft": draft, "files": files_of(draft), "token": new_token()}
    values["seen"] = fingerprint_of(draft)
    return page("supply/quotes/quotes/new.html", body=body_of(received, form.typed()), **values)


@bp.post("/quotes")
@requires(SUBMIT_QUOTE)
def create(request_id):
    """Send it. What the buyer's side refuses is said on the form, with everything typed kept."""
    received = find(requests(), request_id)
    draft, form = drafted(received)
    with form.absorbing():
        check_seen(draft)
        sent = submit(received, form.typed(), files=files_of(draft), token=request.form.get("token", ""))
    if form.failed:
        return page("supply/quotes/answers/edit.html", status=422, **answers.facts_of(received, form))
    say("Your answer was sent." if sent else "Your answer had been sent already.")
    return redirect(url_for("supply.requests.show", request_id=request_id), 303)


@bp.get("/quotes/<uuid:quote_id>")
@requires(VIEW_REQUESTS)
def show(request_id, quote_id):
    """An answer as it was sent."""
    quote = find(quotes(), quote_id)
    if quote.request_id != request_id:
        raise Missing
    values = {"body": quote.envelope.content, "files": attachments_of(quote.envelope_id)}
    return page("supply/quotes/quotes/show.html", quote=quote, received=quote.request, **values)


@bp.post("/declination")
@requires(SUBMIT_QUOTE)
def create_declination(request_id):
    """辞退: tell the buyer that we will not answer."""
    received, form = find(requests(), request_id), DeclineForm()
    if form.validate():
        with form.absorbing():
            decline(received, form.reason.data or "", token=form.token.data)
    if form.errors:
        facts = facts_of(received, decline_form=form)
        return page("supply/quotes/requests/show.html", status=422, **facts)
    say("The buyer was told that you decline.")
    return redirect(url_for("supply.requests.show", request_id=request_id), 303)


def drafted(received):
    """The draft and the form filled from it; after a sending (a second click) the form is empty."""
    draft = draft_of(received)
    return draft, answers.filled_form(received, draft.typed if draft else [], meta={"csrf": False})


def check_seen(draft):
    """Raise Rejected when a colleague changed the draft after this page was shown."""
    if draft is not None and request.form.get("seen") != fingerprint_of(draft):
        raise Rejected("A colleague changed this draft in the meantime. Please check it once more.")
