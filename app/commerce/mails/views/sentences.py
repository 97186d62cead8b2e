"""Sentences that are put into mails when their conditions hold."""

from flask import Blueprint, url_for

from app.commerce.mails import queries, showing
from app.commerce.mails.forms import SentenceForm
from app.commerce.mails.operations import change_sentence, enter_sentence, remove_sentence
from app.commerce.permissions import MAIL_EDIT
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("mail_sentences", __name__, url_prefix="/mail-sentences")


@bp.get("")
@requires(MAIL_EDIT)
def index():
    """When … then …, in the order in which they stand."""
    form = SentenceForm(formdata=None)
    labels = {name: dict(form[name].choices) for name in SentenceForm.CHOSEN} | {"product": {}}
    rows = [(one, showing.conditions_of(one, labels)) for one in session.scalars(queries.sentences())]
    return page("commerce/mails/sentences/index.html", rows=rows)


@bp.get("/new")
@requires(MAIL_EDIT)
def new():
    """An empty row."""
    return _form(SentenceForm(formdata=None))


@bp.post("")
@requires(MAIL_EDIT)
def create():
    """Enter it."""
    form = SentenceForm()
    if form.validate():
        with form.absorbing():
            enter_sentence(form.values())
    if form.errors:
        return _form(form, status=422)
    return answer(None, url_for(".index"), _("Saved."))


@bp.get("/<uuid:sentence_id>/edit")
@requires(MAIL_EDIT)
def edit(sentence_id):
    """The row."""
    sentence = find(queries.sentences(), sentence_id)
    plain = {name: getattr(sentence, name) for name in ("spot", "name", "position", "text", "version")}
    return _form(SentenceForm(formdata=None, data=plain).show(sentence), sentence)


@bp.post("/<uuid:sentence_id>")
@requires(MAIL_EDIT)
def update(sentence_id):
    """Keep what was changed."""
    sentence, form = find(queries.sentences(), sentence_id), SentenceForm()
    if form.validate():
        with form.absorbing():
            change_sentence(sentence, form.seen_version, form.values())
    if form.errors:
        return _form(form, sentence, 422)
    return answer(None, url_for(".index"), _("Saved."))


@bp.delete("/<uuid:sentence_id>")
@requires(MAIL_EDIT)
def delete(sentence_id):
    """Remove it."""
    remove_sentence(find(queries.sentences(), sentence_id))
    return answer(None, url_for(".index"), _("Removed."))


def _form(form, sentence=None, status=200):
    return page(
        "commerce/mails/sentences/edit.html", "commerce/mails/sentences/_form.html", status, form=form,
        sentence=sentence, placeholders=showing.placeholders(),
    )  # fmt: skip
