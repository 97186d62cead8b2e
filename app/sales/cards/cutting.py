"""Several cards on one photo: cut apart when it is read, and put right where that went wrong."""

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import jobs
from app.platform.audit import record
from app.sales.cards.model import IMPORTED, UPLOADED, BusinessCard, CardBatch
from app.sales.cards.operations import MOST
from app.sales.recognition.finding import WHOLE, around


def share_out(card, outlines):
    """The picture of `card` holds cards at these outlines (at most as many as the batch takes): one row for each.

    Returns the further cards; each is read by a job of its own.
    """
    card.outline = outlines[0]
    if len(outlines) < 2:
        return []
    room = MOST - _count(card.batch_id)
    card.part = 1
    made = [
        BusinessCard(
            batch_id=card.batch_id,
            position=card.position,
            part=number,
            file_id=card.file_id,
            page=card.page,
            outline=outline,
        )
        for number, outline in enumerate(outlines[1 : room + 1], 2)
    ]
    session.add_all(made)
    session.flush()
    for one in made:
        _read(one)
    record("card.shared_out", card, label=card.label, cards=len(made) + 1)
    return made


def join(cards):
    """Cards of one photo are one: folded, or its halves looked like two. Returns what stays, to be read anew."""
    cards = _parts(cards)
    if len(cards) < 2 or len({(one.file_id, one.page) for one in cards}) > 1:
        raise Rejected("Choose two or more cards of the same photo.")
    return _become(cards[0], cards[1:], around([one.outline for one in cards]))


def take_whole(card):
    """The whole picture is one card after all. Returns the card that stays, to be read anew."""
    same = BusinessCard.file_id == card.file_id, BusinessCard.page == card.page
    mine = select(BusinessCard).where(BusinessCard.batch_id == card.batch_id, *same)
    first, *others = _parts(session.scalars(mine.order_by(BusinessCard.part)).all())
    return _become(first, others, WHOLE)


def _parts(cards):
    """The same cards, held fast; none of them may have become a person."""
    for one in cards:
        session.refresh(one, with_for_update=True)
    if any(one.state == IMPORTED for one in cards):
        raise Rejected("One of these cards was taken in already. Take it back first.")
    return sorted(cards, key=lambda one: one.place)


def _become(card, others, outline):
    for one in others:
        session.delete(one)
    if not session.scalar(select(func.count()).where(_same_picture(card), BusinessCard.id != card.id)):
        card.part = 0
    card.outline, card.image_id, card.state, card.error = outline, None, UPLOADED, ""
    card.lines, card.found, card.kept, card.front_id = [], {}, {}, None
    session.flush()
    _read(card)
    record("card.joined", card, label=card.label, cards=len(others) + 1)
    return card


def _same_picture(card):
    return (BusinessCard.batch_id == card.batch_id) & (BusinessCard.position == card.position)


def _read(card):
    jobs.after_commit("sales.cards.recognise", subject_id=card.id, card_id=card.id)


def _count(batch_id):
    """Cards of the batch; whoever adds some waits here for whoever does at the same time."""
    session.execute(select(CardBatch.id).where(CardBatch.id == batch_id).with_for_update(key_share=True))
    return session.scalar(select(func.count()).where(BusinessCard.batch_id == batch_id))
