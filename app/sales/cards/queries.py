"""Batches and cards as the pages ask for them."""

import datetime as dt

from sqlalchemy import and_, func, select, tuple_

from app.kernel import clock
from app.kernel.db import session
from app.platform.storage.model import StoredFile
from app.sales.cards.model import BACK, IMPORTED, OPEN, READING, STATES, BusinessCard, CardBatch
from app.sales.persons.model import Person

UNDO = dt.timedelta(hours=24)
SHOWN = 200
FRONTS = tuple(state for state in STATES if state != BACK)


def batches():
    """Every batch, the newest first."""
    return select(CardBatch).order_by(CardBatch.created_at.desc(), CardBatch.id.desc())


def listed():
    """Rows `(CardBatch, cards, open, imported)` of the newest batches."""

    def counted(*states):
        return func.count(BusinessCard.id).filter(BusinessCard.state.in_(states))

    in_batch = and_(BusinessCard.tenant_id == CardBatch.tenant_id, BusinessCard.batch_id == CardBatch.id)
    found = select(CardBatch, counted(*FRONTS), counted(*OPEN, *READING), counted(IMPORTED))
    grouped = found.outerjoin(BusinessCard, in_batch).group_by(CardBatch.tenant_id, CardBatch.id)
    return session.execute(
        grouped.order_by(CardBatch.created_at.desc(), CardBatch.id.desc()).limit(SHOWN)
    ).all()


def cards_of(batch_id):
    """Its cards in the order they came."""
    found = select(BusinessCard).where(BusinessCard.batch_id == batch_id)
    return found.order_by(BusinessCard.position, BusinessCard.part)


def beside(card):
    """`(the one before, the next one)` of the cards that are still to be looked at, or None."""
    waiting = cards_of(card.batch_id).where(BusinessCard.state.in_(OPEN), BusinessCard.id != card.id)
    cards = session.scalars(waiting).all()
    before = [one for one in cards if one.place < card.place]
    after = [one for one in cards if one.place > card.place]
    return (before or [None])[-1], (after or [None])[0]


def next_open(batch_id, place=(0, 0)):
    """The card to look at next, from `place` on and then from the beginning; None when all are done."""
    waiting = session.scalars(cards_of(batch_id).where(BusinessCard.state.in_(OPEN))).all()
    return next((one for one in waiting if one.place > place), waiting[0] if waiting else None)


def following(card):
    """The card after it that could be its back: the next one of the batch that nobody has taken in."""
    later = cards_of(card.batch_id).where(
        tuple_(BusinessCard.position, BusinessCard.part) > card.place,
        BusinessCard.front_id.is_(None),
        BusinessCard.state.in_((*OPEN, *READING)),
    )
    return session.scalars(later.limit(1)).first()


def back_of(card):
    """The card that is its back, or None."""
    return session.scalars(select(BusinessCard).where(BusinessCard.front_id == card.id)).first()


def backs_of(cards):
    """`{id of a front: its back}`."""
    ids = [one.id for one in cards]
    found = session.scalars(select(BusinessCard).where(BusinessCard.front_id.in_(ids)))
    return {one.front_id: one for one in found}


def unpaired(batch_id):
    """Rows `(BusinessCard, name of its file)` of pictures that are one card without a front or back so far."""
    same = and_(StoredFile.tenant_id == BusinessCard.tenant_id, StoredFile.id == BusinessCard.file_id)
    paired = select(BusinessCard.front_id).where(BusinessCard.front_id.is_not(None))
    alone = BusinessCard.front_id.is_(None), BusinessCard.part == 0, BusinessCard.id.not_in(paired)
    open_ones = cards_of(batch_id).where(*alone, BusinessCard.state.in_((*OPEN, *READING)))
    return session.execute(open_ones.add_columns(StoredFile.name).join(StoredFile, same)).all()


def history_of(person_id):
    """The cards of a person, the newest first: rows `(BusinessCard, name of the file)`."""
    same = and_(StoredFile.tenant_id == BusinessCard.tenant_id, StoredFile.id == BusinessCard.file_id)
    found = select(BusinessCard, StoredFile.name).join(StoredFile, same)
    mine = BusinessCard.person_id == person_id, BusinessCard.state == IMPORTED
    return session.execute(
        found.where(*mine).order_by(BusinessCard.imported_at.desc(), BusinessCard.id.desc()).limit(SHOWN)
    ).all()


def persons_of(cards):
    """`{person id: Person}` of the cards that were taken in."""
    ids = {one.person_id for one in cards if one.person_id}
    return {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(ids)))} if ids else {}


def can_be_undone(cards):
    """Whether one of them was taken in less than a day ago."""
    since = clock.now() - UNDO
    return any(
        one.state == IMPORTED and one.imported_at > since and not one.made.get("left") for one in cards
    )
