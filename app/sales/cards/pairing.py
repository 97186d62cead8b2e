"""Fronts and backs: two pictures of one card. What the front does not say, the back does."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.sales.cards.defaults import SIDE
from app.sales.cards.model import BACK, IMPORTED, READING, REVIEW, BusinessCard
from app.sales.cards.queries import back_of, unpaired
from app.sales.recognition.fields import fields_from
from app.sales.recognition.lines import lines_from

CLEARLY = 0.2
"""How much surer the back has to be of what the front says too."""


def by_names(names):
    """`[(front, back)]` as places in `names`: card-front.jpg and card-back.jpg, 大野_表.png and 大野_裏.png."""
    sides = {}
    for place, name in enumerate(names):
        match = SIDE.match(name.rpartition(".")[0])
        if match:
            side = "front" if match["front"] else "back"
            sides.setdefault(match["stem"].casefold(), {}).setdefault(side, place)
    return [(one["front"], one["back"]) for one in sides.values() if len(one) == 2]


def by_turns(count):
    """`[(front, back)]` of pictures that take turns: 0 and 1, 2 and 3 …; an odd one at the end stays alone."""
    return [(place, place + 1) for place in range(0, count - 1, 2)]


def sides(batch, added, take_turns):
    """`[(front, back)]` among the cards just added, which take turns; else by names, of files that came before, too."""
    if take_turns:
        return [(added[front], added[back]) for front, back in by_turns(len(added))]
    alone = unpaired(batch.id)
    return [(alone[front][0], alone[back][0]) for front, back in by_names([name for _card, name in alone])]


def pair(front, back):
    """`back` is the back of `front`. Raises Rejected where one of them cannot be."""
    _hold(front, back)
    if front.id == back.id or front.batch_id != back.batch_id:
        raise Rejected("Choose two cards of the same batch.")
    if front.front_id or back.front_id or back_of(front) or back_of(back):
        raise Rejected("One of these cards has a front or a back already. Separate them first.")
    if back.state == IMPORTED:
        raise Rejected("One of these cards was taken in already. Take it back first.")
    back.front_id = front.id
    if back.state not in READING:
        back.state = BACK
    session.flush()
    settle(front)
    record("card.paired", front, label=front.label)


def part_ways(front):
    """Front and back are two cards: the back is looked at by itself."""
    back = _held_back(front)
    back.front_id = None
    back.state = REVIEW if back.state == BACK else back.state
    session.flush()
    settle(front)
    settle(back)
    record("card.parted", front, label=front.label)
    return back


def turn(front):
    """What was taken for the back is the front. Returns the new front."""
    back = _held_back(front)
    if front.state != REVIEW or back.state != BACK:
        raise Rejected("Wait until both sides have been read.")
    back.front_id, back.state = None, REVIEW
    session.flush()
    front.front_id, front.state = back.id, BACK
    session.flush()
    settle(back)
    record("card.turned", back, label=back.label)
    return back


def settle(card):
    """Put together what both sides say: `found` of a front that is still to be looked at."""
    if card.state != REVIEW:
        return
    back = back_of(card)
    found = fields_from(lines_from(card.lines))
    if back is not None:
        for name, one in fields_from(lines_from(back.lines)).items():
            if name not in found or one.confidence > found[name].confidence + CLEARLY:
                found[name] = one
    card.found = {name: [one.value, round(one.confidence, 3)] for name, one in found.items()}


def settle_front_of(back):
    """The same, from the side of a back that has just been read."""
    found = select(BusinessCard).where(BusinessCard.id == back.front_id).with_for_update()
    front = session.scalars(found, execution_options={"populate_existing": True}).one()
    settle(front)


def _hold(*cards):
    for one in sorted(cards, key=lambda one: one.id):
        session.refresh(one, with_for_update=True)


def _held_back(front):
    back = back_of(front)
    if back is None:
        raise Rejected("This card has no back.")
    _hold(front, back)
    if front.state == IMPORTED:
        raise Rejected("One of these cards was taken in already. Take it back first.")
    return back
