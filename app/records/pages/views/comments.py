"""Speaking about a record: comment, answer, and whom to mention."""

from flask import redirect, render_template, request, url_for

from app.kernel.ids import id_of
from app.records.comments import operations
from app.records.comments.forms import CommentForm
from app.records.comments.mentioning import colleagues_like
from app.records.disclosures.knowing import who_know
from app.records.kit.queries import every
from app.records.pages.views.happening import rest_of
from app.records.pages.views.showing import record_page, talk
from app.records.pages.views.talking import minutes, one_of, place, warn
from app.web.answer import answer, page, wants_fragment
from app.web.finding import find


def create_comment(kind, record_id):
    """Keep what was typed; the time line follows, newest on top."""
    row, form = find(every(kind), record_id), CommentForm()
    answered = id_of(form.reply_to.data)
    with form.absorbing():
        form.validate()
        outcome = operations.comment(kind, row, form.body.data or "", answered and one_of(row, answered))
    if form.errors:
        return _again(kind, row, form)
    warn(outcome)
    template = "records/pages/comments/create.htmx.html" if wants_fragment() else None
    values = talk(kind, row, minutes(row)) if template else {}
    return answer(template, place(row, outcome.comment), kind=kind, row=row, **values)


def _again(kind, row, form):
    if wants_fragment():
        values = talk(kind, row, minutes(row), form)
        return render_template("records/pages/happening/_happening.html", kind=kind, row=row, **values), 422
    if kind.entered:
        return record_page(kind, row, form, status=422)
    return _form_alone(kind, row, form, status=422)


def _form_alone(kind, row, form, answered=None, status=200):
    fragment = "records/pages/comments/_form.html" if answered else None
    values = {"kind": kind, "row": row, "form": form, "answered": answered, "rest": rest_of(request.args)}
    return page("records/pages/comments/new.html", fragment, status, swaps=wants_fragment(), **values)


def new_comment(kind, record_id):
    """A form that answers a comment."""
    row = find(every(kind), record_id)
    answered = one_of(row, id_of(request.args.get("reply_to")))
    form = CommentForm(formdata=None, reply_to=str(answered.id))
    return _form_alone(kind, row, form, answered)


def colleagues(kind, record_id):
    """Colleagues whose name begins as typed after an @; those who cannot see the record are marked."""
    row = find(every(kind), record_id)
    if not wants_fragment():
        return redirect(url_for(".show", record_id=row.id), 303)
    people = colleagues_like(request.args.get("q", "")[:80])
    known = set(who_know(kind, row, [one for one, _name, _words in people]))
    return render_template("records/pages/comments/_colleagues.html", people=people, known=known)
