"""Cards that nobody has to look at one by one: clearly read, and of somebody who is not known yet."""

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import jobs
from app.platform.audit import record
from app.records.kit.acting import packed
from app.sales.cards.alike import account_for, persons_like
from app.sales.cards.importing import Confirmed, take_in
from app.sales.cards.model import FAIR, REVIEW, SURE, BusinessCard
from app.sales.cards.queries import cards_of

CLEAR = ("name", "company")
"""What has to be read for certain; everything else at least fairly."""
REACHED = ("email", "phone", "mobile")
"""One of them has to be there."""


def is_clear(card):
    """Whether it was read so well that the person may be entered unseen."""
    found = card.found
    return (
        card.state == REVIEW
        and all(name in found and found[name][1] >= SURE for name in CLEAR)
        and any(name in found for name in REACHED)
        and all(sure >= FAIR for _text, sure in found.values())
    )


def ask_for_taking_in(batch):
    """Have the clear ones taken in, in the background, as the person who asks."""
    who = packed(context.actor())
    jobs.after_commit("sales.cards.take_in", subject_id=batch.id, batch_id=batch.id, who=who)


def take_in_clear(batch):
    """Each clear card becomes a person of its own; one of somebody who may be known stays. Returns how many it took."""
    waiting = cards_of(batch.id).where(BusinessCard.state == REVIEW)
    taken = sum(_taken(batch, card) for card in session.scalars(waiting).all() if is_clear(card))
    record("card_batch.taken_in", batch, label=batch.name, cards=taken)
    return taken


def _taken(batch, card):
    values = {name: text for name, (text, _sure) in card.found.items()}
    partner_id = account_for(values["company"], values.get("email"))
    if persons_like(values, partner_id):
        return False
    try:
        with session.begin_nested():
            take_in(batch, card, Confirmed(values, partner_id))
    except Rejected:
        return False  # whoever looks at the card hears why
    return True
