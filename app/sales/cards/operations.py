"""Bringing cards in, and what may happen to one before it is taken in."""

from sqlalchemy import func, select

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import jobs
from app.platform.audit import record
from app.platform.storage import keep
from app.platform.storage.scanning import watch
from app.sales.cards.drawing import KINDS, MOST_BYTES, pages_in
from app.sales.cards.model import FAILED, IMPORTED, OPEN, SKIPPED, UPLOADED, BusinessCard, CardBatch

MOST = 300
"""Cards of one batch."""


def begin(name, campaign_id=None, owner_id=None):
    """A batch without cards."""
    who = context.actor()
    batch = CardBatch(
        name=name,
        campaign_id=campaign_id,
        owner_id=owner_id or who.id,
        created_by_id=who.id,
        created_by_name=who.name,
    )
    session.add(batch)
    session.flush()  # its files and cards refer to it
    record("card_batch.begun", batch, label=name)
    return batch


def add(batch, stream, name):
    """Put a file into the batch: each page is a card, read in the background. Raises Rejected, keeps nothing then."""
    pages = pages_in(stream, name)
    there = select(func.count(), func.max(BusinessCard.position)).where(BusinessCard.batch_id == batch.id)
    count, last = session.execute(there).one()
    if count + pages > MOST:
        raise Rejected("A batch holds at most %(n)s cards. Begin another one.", n=MOST)
    file = watch(keep(stream, name, subject=batch, purpose="card", limit=MOST_BYTES, accept=KINDS))
    session.flush()  # the cards refer to it
    made = [
        BusinessCard(batch_id=batch.id, position=(last or 0) + number + 1, file_id=file.id, page=number)
        for number in range(pages)
    ]
    session.add_all(made)
    session.flush()
    for card in made:
        jobs.after_commit("sales.cards.recognise", subject_id=card.id, card_id=card.id)
    return made


def skip(card):
    """Leave the card out. Twice is once."""
    session.refresh(card, with_for_update=True)
    if card.state == SKIPPED:
        return
    if card.state not in OPEN:
        raise Rejected("This card cannot be left out any more.")
    card.state = SKIPPED
    record("card.skipped", card, label=card.label)


def read_again(card):
    """Have it read once more: a card that was left out, could not be read, or is being looked at."""
    session.refresh(card, with_for_update=True)
    if card.state in (IMPORTED, UPLOADED):
        raise Rejected("This card cannot be read again.")
    card.state, card.error = UPLOADED, ""
    jobs.after_commit("sales.cards.recognise", subject_id=card.id, card_id=card.id)


def note_failure(card_id, why):
    """The card could not be read: somebody types what it says."""
    card = session.get(BusinessCard, (context.tenant_id(), card_id))
    if card is not None and card.state not in (IMPORTED, SKIPPED):
        card.state, card.error = FAILED, why
