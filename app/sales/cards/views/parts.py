"""Putting right what belongs together: sides of a card, cards of a photo."""

from flask import Blueprint, request, url_for

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.sales.cards.cutting import join, take_whole
from app.sales.cards.operations import skip
from app.sales.cards.pairing import pair, part_ways, turn
from app.sales.cards.queries import batches, cards_of, following
from app.sales.permissions import PERSON_EDIT
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("card_parts", __name__, url_prefix="/cards/<uuid:batch_id>")


@bp.post("/cards/<uuid:card_id>/back")
@requires(PERSON_EDIT)
def create_back(batch_id, card_id):
    """The next card is the back of this one."""
    front = _card(batch_id, card_id)
    back = following(front)
    if back is None:
        raise Rejected("There is no further card that could be its back.")
    pair(front, back)
    return _to(front, _("Front and back are together now."))


@bp.delete("/cards/<uuid:card_id>/back")
@requires(PERSON_EDIT)
def delete_back(batch_id, card_id):
    """They are two cards."""
    front = _card(batch_id, card_id)
    part_ways(front)
    return _to(front, _("The back is a card of its own now."))


@bp.post("/cards/<uuid:card_id>/turning")
@requires(PERSON_EDIT)
def create_turning(batch_id, card_id):
    """The back is the front."""
    return _to(turn(_card(batch_id, card_id)), _("Front and back were swapped."))


@bp.post("/cards/<uuid:card_id>/whole")
@requires(PERSON_EDIT)
def create_whole(batch_id, card_id):
    """The whole picture is one card."""
    take_whole(_card(batch_id, card_id))
    return _to_batch(batch_id, _("The whole picture is being read as one card."))


@bp.post("/pairs")
@requires(PERSON_EDIT)
def create_pair(batch_id):
    """Two ticked cards are front and back, in their order."""
    cards = _ticked(batch_id)
    if len(cards) != 2:
        raise Rejected("Choose two cards: the front and its back.")
    pair(*cards)
    return _to_batch(batch_id, _("Front and back are together now."))


@bp.post("/joins")
@requires(PERSON_EDIT)
def create_join(batch_id):
    """Ticked cards of one photo are one card."""
    join(_ticked(batch_id))
    return _to_batch(batch_id, _("They are being read as one card."))


@bp.post("/skippings")
@requires(PERSON_EDIT)
def create_skippings(batch_id):
    """What is ticked is no card, or nobody wants it."""
    cards = _ticked(batch_id)
    for one in cards:
        skip(one)
    return _to_batch(batch_id, _("%(n)s were left out.", n=len(cards)))


def _card(batch_id, card_id):
    return find(cards_of(find(batches(), batch_id).id), card_id)


def _ticked(batch_id):
    """The cards whose boxes were ticked, in the order of the batch."""
    ids = {id_of(one) for one in request.form.getlist("ids")}
    found = [one for one in session.scalars(cards_of(find(batches(), batch_id).id)) if one.id in ids]
    if not found:
        raise Rejected("Tick the cards first.")
    return found


def _to(card, message):
    return answer(None, url_for("sales.cards.show", batch_id=card.batch_id, card_id=card.id), message)


def _to_batch(batch_id, message):
    return answer(None, url_for("sales.card_batches.show", batch_id=batch_id), message)
