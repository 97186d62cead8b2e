"""A case: the conversation with the other company, and every document of it."""

from flask import Blueprint, request, url_for

from app.exchange.answering.forms import MessageForm
from app.exchange.answering.once import new_token
from app.exchange.conversations.kinds import KINDS
from app.exchange.conversations.operations import say_in
from app.exchange.conversations.queries import cases, conversation
from app.exchange.conversations.talking import mark_read, read_until
from app.exchange.permissions import CHAT
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("cases", __name__, url_prefix="/cases")


@bp.get("/<uuid:case_id>")
@requires(CHAT)
def show(case_id):
    """Messages and documents of a case."""
    case = find(cases(), case_id)
    return page("exchange/conversations/cases/show.html", **facts_of(case, fresh_form()))


@bp.get("/<uuid:case_id>/messages")
@requires(CHAT)
def messages(case_id):
    """The conversation as it stands now (asked again and again while the page is open)."""
    case = find(cases(), case_id)
    facts = facts_of(case, None)
    return page(
        "exchange/conversations/cases/show.html", "exchange/conversations/cases/_thread.html", **facts
    )


@bp.post("/<uuid:case_id>/messages")
@requires(CHAT)
def create(case_id):
    """Say something."""
    case, form = find(cases(), case_id), MessageForm()
    uploads = [(one.stream, one.filename) for one in request.files.getlist("files") if one.filename]
    if form.validate():
        with form.absorbing():
            say_in(case, form.text.data or "", uploads, token=form.token.data)
    if form.errors:
        facts = facts_of(case, form)
        return page(
            "exchange/conversations/cases/show.html", "exchange/conversations/cases/_talk.html", 422, **facts
        )
    facts = facts_of(case, fresh_form())
    return answer("exchange/conversations/cases/_talk.html", url_for(".show", case_id=case_id), **facts)


@bp.post("/<uuid:case_id>/read-mark")
@requires(CHAT)
def create_read_mark(case_id):
    """Note that the present user has seen everything up to now."""
    mark_read(find(cases(), case_id))
    return "", 204


def fresh_form():
    """An empty message form with a token of its own."""
    return MessageForm(formdata=None, token=new_token())


def facts_of(case, form):
    """Everything the page of a case shows."""
    said, documents = conversation(case)
    facts = {"case": case, "messages": said, "documents": documents, "kinds": KINDS}
    return {**facts, "form": form or fresh_form(), "read_until": read_until(case.id)}
