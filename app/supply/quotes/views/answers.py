"""見積回答, being typed: the form, and the draft it is kept in."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from app.exchange.answering.forms import QuoteForm
from app.exchange.answering.quoting import figures
from app.exchange.envelopes.queries import attachments_of
from app.kernel import clock, context
from app.kernel.i18n import _
from app.platform import storage
from app.supply.company.standing import own_rounding
from app.supply.permissions import SUBMIT_QUOTE
from app.supply.quotes.drafting import discard_draft, draft_of, drop_file, files_of, save_draft, values_of
from app.supply.quotes.operations import body_of
from app.supply.quotes.queries import quotes_of
from app.supply.requests.queries import requests
from app.web.answer import page, say, wants_fragment
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("answers", __name__, url_prefix="/portal/requests/<uuid:request_id>/answer")
PRIVATE = {"csrf_token", "token", "review", "dropped", "next"}


@bp.get("/")
@requires(SUBMIT_QUOTE)
def edit(request_id):
    """The form: the draft, else the previous answer as a start, else empty."""
    received = find(requests(), request_id)
    form = filled_form(received, start_of(received))
    return page("supply/quotes/answers/edit.html", **facts_of(received, form))


@bp.post("/")
@requires(SUBMIT_QUOTE)
def update(request_id):
    """Keep what was typed; htmx gets the new totals, `review` leads on when all is complete."""
    received, form = find(requests(), request_id), QuoteForm()
    form.for_request(received.envelope.content)
    keep(received)
    if wants_fragment():
        return page("supply/quotes/answers/_totals.html", **facts_of(received, form))
    if "review" not in request.form:
        say("Your draft is saved.")
        return redirect(url_for(".edit", request_id=request_id), 303)
    if not complete(received, form):
        return page("supply/quotes/answers/edit.html", status=422, **facts_of(received, form))
    return redirect(url_for("supply.quotes.new", request_id=request_id), 303)


@bp.delete("/")
@requires(SUBMIT_QUOTE)
def destroy(request_id):
    """Throw the draft away."""
    received = find(requests(), request_id)
    discard_draft(received)
    say("The draft was thrown away.")
    return redirect(url_for("supply.requests.show", request_id=request_id), 303)


def keep(received):
    """Write what was posted into the draft, files with it."""
    pairs = [[name, text] for name, text in request.form.items(multi=True) if name not in PRIVATE]
    draft = save_draft(received, pairs, by=context.actor())
    for file in request.files.getlist("files"):
        if file.filename:
            storage.keep(file.stream, file.filename, subject=draft, purpose="quote")
    drop_file(draft, request.form.get("dropped", ""))


def start_of(received):
    """Field values to begin with, as `(name, text)` pairs."""
    draft = draft_of(received)
    if draft is not None:
        return draft.typed
    if request.args.get("copy") and received.answers:
        return values_of(quotes_of(received)[0].envelope.content)
    return []


def filled_form(received, pairs, **options):
    """The form with `pairs` typed into it and the request's lines."""
    form = QuoteForm(formdata=MultiDict(pairs) if pairs else None, **options)
    return form.for_request(received.envelope.content)


def complete(received, form):
    """Whether the answer could be sent as it stands; else the form says what is missing."""
    if form.validate():
        with form.absorbing():
            body_of(received, form.typed())
    return not form.failed


def facts_of(received, form):
    """Everything the form's page shows."""
    draft = draft_of(received)
    rfq = received.envelope.content
    return {
        "received": received,
        "rfq": rfq,
        "form": form,
        "draft": draft,
        "files": files_of(draft),
        "asked_files": attachments_of(received.envelope_id),
        "figures": figures(rfq, form.typed(), clock.today(), own_rounding()),
        "title": _("Answer %(subject)s", subject=rfq.subject),
    }
