"""Batches: bringing cards in, seeing how far they are, taking back what they brought."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.records.kit.queries import titles
from app.sales.cards.certain import ask_for_taking_in
from app.sales.cards.forms import BatchForm, FilesForm
from app.sales.cards.queries import batches, listed
from app.sales.cards.undoing import undo
from app.sales.cards.views.bringing import added, asked, named, shown, started, told
from app.sales.permissions import PERSON_EDIT
from app.web import menu
from app.web.answer import answer, page, say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("card_batches", __name__, url_prefix="/cards")
menu.entry("sell", "Business cards", "sales.card_batches.index", "camera", PERSON_EDIT, position=35)


@bp.get("")
@requires(PERSON_EDIT)
def index():
    """Every batch, the newest first."""
    found = listed()
    named = titles("campaign", [one.campaign_id for one, *_counts in found if one.campaign_id])
    return page("sales/cards/index.html", batches=found, campaigns=named)


@bp.get("/new")
@requires(PERSON_EDIT)
def new():
    """An empty batch."""
    who = context.actor()
    return asked(BatchForm(formdata=None, data={"name": named(), "owner_id": who.id}))


@bp.post("")
@requires(PERSON_EDIT)
def create():
    """Begin it with its first cards."""
    form = BatchForm()
    if form.validate() and not (form.brought() or form.too_large.data):
        form.refuse(_("Choose at least one picture."), "files")
    if form.errors:
        return asked(form, status=422)
    batch, cards, refused = started(form)
    if not cards:
        for sentence in refused:
            form.refuse(sentence, "files")
        return asked(form, status=422)
    return told(batch, cards, refused)


@bp.get("/<uuid:batch_id>")
@requires(PERSON_EDIT)
def show(batch_id):
    """Its cards and how far each is."""
    batch = find(batches(), batch_id)
    return page("sales/cards/show.html", fragment="sales/cards/_cards.html", **shown(batch))


@bp.post("/<uuid:batch_id>/files")
@requires(PERSON_EDIT)
def create_file(batch_id):
    """More cards: a telephone photographs one after another."""
    batch, form = find(batches(), batch_id), FilesForm()
    if not form.validate() or not (form.brought() or form.too_large.data):
        form.refuse(_("Choose at least one picture."), "files")
        return page("sales/cards/show.html", status=422, **shown(batch, form))
    return told(batch, *added(batch, form))


@bp.post("/<uuid:batch_id>/imports")
@requires(PERSON_EDIT)
def create_import(batch_id):
    """Take in, in the background, what was read clearly and is not known yet."""
    batch = find(batches(), batch_id)
    ask_for_taking_in(batch)
    return answer(None, url_for(".show", batch_id=batch.id), _("The cards are being taken in."))


@bp.post("/<uuid:batch_id>/undoing")
@requires(PERSON_EDIT)
def create_undoing(batch_id):
    """Take back what it brought."""
    batch = find(batches(), batch_id)
    back, left = undo(batch)
    message = _("%(n)s cards were taken back.", n=back)
    if left:
        say("%(n)s were changed since and stay; they are marked below.", "notice", n=left)
    return answer(None, url_for(".show", batch_id=batch.id), message)
