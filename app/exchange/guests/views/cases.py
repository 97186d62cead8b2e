"""The guest's case: what was sent, what can be done, the conversation."""

from flask import Blueprint, redirect, request, send_file, url_for

from app.exchange.answering.forms import AnswerOrderForm, DeclineForm, MessageForm
from app.exchange.answering.once import new_token
from app.exchange.conversations.kinds import KINDS
from app.exchange.guests import operations
from app.exchange.guests.entering import enter
from app.kernel.errors import Missing
from app.platform import storage
from app.web.answer import page, say
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint("guest_cases", __name__, url_prefix="/guest/<string:secret>")
limiter.limit("60 per minute")(bp)
BECAUSE = "the secret in the address opens one case of one partner without an account, and nothing else"


@bp.get("/")
@public(BECAUSE)
def show(secret):
    """Everything that was exchanged in the case, and what waits."""
    return page("exchange/guests/cases/show.html", **facts_of(enter(secret)))


@bp.post("/messages")
@public(BECAUSE)
def create_message(secret):
    """Say something."""
    visit, form = enter(secret), MessageForm()
    if form.validate():
        with form.absorbing():
            operations.say(visit.case, form.text.data or "", uploads(), by=visit.by, token=form.token.data)
    if form.errors:
        return page("exchange/guests/cases/show.html", status=422, **facts_of(visit, message=form))
    return done(visit, "Your message was sent.")


@bp.post("/declination")
@public(BECAUSE)
def create_declination(secret):
    """辞退."""
    visit, form = enter(secret), DeclineForm()
    with form.absorbing():
        operations.decline(
            visit.case, visit.standing, form.reason.data or "", by=visit.by, token=form.token.data
        )
    if form.errors:
        return page("exchange/guests/cases/show.html", status=422, **facts_of(visit, decline=form))
    return done(visit, "The buyer was told that you decline.")


@bp.post("/orders/<int:position>/acknowledgement")
@public(BECAUSE)
def create_acknowledgement(secret, position):
    """注文請書."""
    visit, form = enter(secret), AnswerOrderForm()
    order = visit.order_at(position)
    with form.absorbing():
        operations.acknowledge(visit.case, order, form.comment.data or "", by=visit.by, token=form.token.data)
    if form.errors:
        return page("exchange/guests/cases/show.html", status=422, **facts_of(visit, answer=form))
    return done(visit, "The order is confirmed. The buyer was told.")


@bp.get("/files/<uuid:file_id>")
@public(BECAUSE)
def show_file(secret, file_id):
    """A file of the case."""
    visit = enter(secret)
    if not any(file.id == file_id for files in visit.files().values() for file in files):
        raise Missing
    file, content = storage.opened(file_id)
    return send_file(content, file.content_type, as_attachment=True, download_name=file.name)


def uploads():
    """The files that were posted."""
    return [(one.stream, one.filename) for one in request.files.getlist("files") if one.filename]


def done(visit, message):
    """Back to the case with a sentence."""
    visit.note()
    say(message)
    return redirect(url_for("exchange.guest_cases.show", secret=visit.secret), 303)


def facts_of(visit, message=None, decline=None, answer=None):
    """Everything the guest's page shows."""
    token = new_token()
    return {
        "visit": visit,
        "case": visit.case,
        "standing": visit.standing,
        "envelopes": visit.envelopes,
        "files": visit.files(),
        "kinds": KINDS,
        "message_form": message or MessageForm(formdata=None, token=token),
        "decline_form": decline or DeclineForm(formdata=None, token=token),
        "answer_form": answer or AnswerOrderForm(formdata=None, token=token),
    }
