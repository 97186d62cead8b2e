"""The card one looks at: its picture, what was read, whom it belongs to."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.sales.cards.alike import persons_like
from app.sales.cards.forms import CardForm
from app.sales.cards.importing import take_in
from app.sales.cards.operations import read_again, skip
from app.sales.cards.views.showing import confirmed, found, onwards, opened, shown
from app.sales.permissions import PERSON_EDIT
from app.web.answer import answer
from app.web.guards import requires

bp = Blueprint("cards", __name__, url_prefix="/cards/<uuid:batch_id>/cards/<uuid:card_id>")


@bp.get("")
@requires(PERSON_EDIT)
def show(batch_id, card_id):
    """The picture, and the form with what was read."""
    batch, card = found(batch_id, card_id)
    return shown(batch, card, *opened(batch, card))


@bp.post("/likeness")
@requires(PERSON_EDIT)
def show_likeness(batch_id, card_id):
    """Whom the card belongs to by what is typed now."""
    batch, card = found(batch_id, card_id)
    form = CardForm()
    form.partner_id.pre_validate(form)
    return shown(
        batch, card, form, persons_like(form.said(), form.partner_id.data), "sales/cards/_alike.html"
    )


@bp.post("/imports")
@requires(PERSON_EDIT)
def create_import(batch_id, card_id):
    """Take it in, and go on with the next one."""
    batch, card = found(batch_id, card_id)
    form = CardForm()
    if form.validate():
        with form.absorbing():
            person = take_in(batch, card, confirmed(form))
    if form.errors:
        return shown(batch, card, form, persons_like(form.said(), form.partner_id.data), status=422)
    return answer(None, onwards(batch, card), _("%(name)s was taken in.", name=person.name))


@bp.post("/skipping")
@requires(PERSON_EDIT)
def create_skipping(batch_id, card_id):
    """Leave it out, and go on with the next one."""
    batch, card = found(batch_id, card_id)
    skip(card)
    return answer(None, onwards(batch, card), _("The card was left out."))


@bp.post("/readings")
@requires(PERSON_EDIT)
def create_reading(batch_id, card_id):
    """Have it read once more."""
    batch, card = found(batch_id, card_id)
    read_again(card)
    return answer(
        None, url_for("sales.card_batches.show", batch_id=batch.id), _("The card is being read again.")
    )
