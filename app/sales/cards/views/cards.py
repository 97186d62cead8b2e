"""The card one looks at: its picture, what was read, whom it belongs to."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.masters.permissions import PARTNER_EDIT
from app.records.kit.queries import every, titles
from app.sales.cards.alike import account_for, persons_like
from app.sales.cards.forms import FIELDS, NEW, CardForm, begun, levels
from app.sales.cards.importing import Confirmed, take_in
from app.sales.cards.model import OPEN
from app.sales.cards.operations import read_again, skip
from app.sales.cards.queries import back_of, batches, beside, cards_of, following, next_open
from app.sales.permissions import PERSON_EDIT
from app.sales.persons.record import PERSON
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("cards", __name__, url_prefix="/cards/<uuid:batch_id>/cards/<uuid:card_id>")


@bp.get("")
@requires(PERSON_EDIT)
def show(batch_id, card_id):
    """The picture, and the form with what was read."""
    batch, card = _found(batch_id, card_id)
    read = {name: text for name, (text, _sure) in card.found.items()}
    partner_id = account_for(read.get("company"), read.get("email")) if card.state in OPEN else None
    form = CardForm(formdata=None, data=begun(card, partner_id))
    form.new_account.data = bool(read.get("company") and not partner_id and not batch.campaign_id)
    alike = persons_like(form.said(), partner_id) if card.state in OPEN else []
    if alike and alike[0].fields != ("name",):
        form.belongs.data, form.moved.data = str(alike[0].person.id), alike[0].moved
    return _card(batch, card, form, alike)


@bp.post("/likeness")
@requires(PERSON_EDIT)
def show_likeness(batch_id, card_id):
    """Whom the card belongs to by what is typed now."""
    batch, card = _found(batch_id, card_id)
    form = CardForm()
    form.partner_id.pre_validate(form)
    return _card(
        batch, card, form, persons_like(form.said(), form.partner_id.data), "sales/cards/_alike.html"
    )


@bp.post("/imports")
@requires(PERSON_EDIT)
def create_import(batch_id, card_id):
    """Take it in, and go on with the next one."""
    batch, card = _found(batch_id, card_id)
    form = CardForm()
    if form.validate():
        with form.absorbing():
            person = take_in(batch, card, _confirmed(form))
    if form.errors:
        return _card(batch, card, form, persons_like(form.said(), form.partner_id.data), status=422)
    return answer(None, _onwards(batch, card), _("%(name)s was taken in.", name=person.name))


@bp.post("/skipping")
@requires(PERSON_EDIT)
def create_skipping(batch_id, card_id):
    """Leave it out, and go on with the next one."""
    batch, card = _found(batch_id, card_id)
    skip(card)
    return answer(None, _onwards(batch, card), _("The card was left out."))


@bp.post("/readings")
@requires(PERSON_EDIT)
def create_reading(batch_id, card_id):
    """Have it read once more."""
    batch, card = _found(batch_id, card_id)
    read_again(card)
    return answer(
        None, url_for("sales.card_batches.show", batch_id=batch.id), _("The card is being read again.")
    )


def _found(batch_id, card_id):
    return find(batches(), batch_id), find(cards_of(batch_id), card_id)


def _confirmed(form):
    chosen = form.belongs.data or NEW
    person = None if chosen == NEW else find(every(PERSON), id_of(chosen))
    moved = bool(person is not None and form.moved.data)
    return Confirmed(form.said(), form.partner_id.data, person, moved, form.new_account.data)


def _onwards(batch, card):
    session.flush()
    following = next_open(batch.id, card.place)
    if following is None:
        return url_for("sales.card_batches.show", batch_id=batch.id)
    return url_for(".show", batch_id=batch.id, card_id=following.id)


def _card(batch, card, form, alike, fragment="sales/cards/_card.html", status=200):
    before, after = beside(card)
    return page(
        "sales/cards/card.html",
        fragment=fragment,
        status=status,
        batch=batch,
        card=card,
        form=form,
        names=FIELDS,
        alike=alike,
        levels=levels(card),
        open=card.state in OPEN or bool(form.errors or form.form_errors),
        partner_name=titles("partner", [form.partner_id.data]).get(form.partner_id.data, ""),
        before=before,
        after=after,
        back=back_of(card),
        may_enter=context.actor().may(PARTNER_EDIT),
        follower=following(card),
    )
