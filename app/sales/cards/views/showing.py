"""What the pages of a card have in common."""

from flask import url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.ids import id_of
from app.masters.permissions import PARTNER_EDIT
from app.records.kit.queries import every, titles
from app.sales.cards.alike import account_for, persons_like
from app.sales.cards.forms import FIELDS, NEW, CardForm, begun, levels
from app.sales.cards.importing import Confirmed
from app.sales.cards.model import OPEN
from app.sales.cards.queries import back_of, batches, beside, cards_of, following, next_open
from app.sales.persons.record import PERSON
from app.web.answer import page
from app.web.finding import find


def opened(batch, card):
    """`(form, persons who are perhaps meant)` to begin with; outside a campaign a company becomes an account."""
    read = {name: text for name, (text, _sure) in card.found.items()}
    partner_id = account_for(read.get("company"), read.get("email")) if card.state in OPEN else None
    form = CardForm(formdata=None, data=begun(card, partner_id))
    form.new_account.data = bool(read.get("company") and not partner_id and not batch.campaign_id)
    alike = persons_like(form.said(), partner_id) if card.state in OPEN else []
    if alike and alike[0].fields != ("name",):
        form.belongs.data, form.moved.data = str(alike[0].person.id), alike[0].moved
    return form, alike


def found(batch_id, card_id):
    """The batch and its card, within reach."""
    return find(batches(), batch_id), find(cards_of(batch_id), card_id)


def confirmed(form):
    """What somebody decided, for `take_in`."""
    chosen = form.belongs.data or NEW
    person = None if chosen == NEW else find(every(PERSON), id_of(chosen))
    moved = bool(person is not None and form.moved.data)
    return Confirmed(form.said(), form.partner_id.data, person, moved, form.new_account.data)


def onwards(batch, card):
    """The address of the next card to look at; of the batch when all are done."""
    session.flush()
    following = next_open(batch.id, card.place)
    if following is None:
        return url_for("sales.card_batches.show", batch_id=batch.id)
    return url_for("sales.cards.show", batch_id=batch.id, card_id=following.id)


def shown(batch, card, form, alike, fragment="sales/cards/_card.html", status=200):
    """The page of a card, or one part of it."""
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
