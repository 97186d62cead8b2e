"""Everything on the page of a slip."""

from app.commerce import permissions
from app.commerce.alerts.kinds import ANSWERS, KINDS
from app.commerce.customer_pages.entering import messages_of
from app.commerce.desk import queries
from app.commerce.faxes.operations import pages_kept
from app.commerce.mails.showing import card_of
from app.commerce.persons.noticing import note_read
from app.commerce.robot.showing import deeds_on
from app.commerce.slips import bundling
from app.commerce.slips.marking import marks_of
from app.commerce.slips.statuses import BEFORE_SHIPPING, LABELS, MOVES, UNPICKED
from app.commerce.slips.wording import CARRIERS, SLOT_LABELS, seen
from app.kernel import context
from app.masters.products.travelling import TEMPERATURE_LABELS

NEXT = {
    "new": "allocate", "unallocated": "allocate", "short": "allocate", "ready": "work", "held": "release",
}  # fmt: skip
"""The one act that a slip in a status waits for; those not named wait for an answer, money or a label."""


def slip_page(slip):
    """Values of `commerce/desk/slips/show.html`. That somebody saw a customer's data is noted after the answer."""
    family = queries.siblings(slip)
    order = slip.order
    contents = queries.lines_of([one.id for one in family])
    alerts = queries.alerts_of(slip)
    note_read(slip.id, f"{slip.order_number}-{slip.slip_no}")
    return {
        "slip": slip,
        "order": order,
        "family": family,
        "contents": contents,
        "carried": [one for one in family if one.carried_by_id == slip.id],
        "alerts": [one for one in alerts if one.answered_at is None],
        "answered": [one for one in alerts if one.answered_at is not None],
        "kinds": KINDS,
        "answers": ANSWERS,
        "standing": LABELS[slip.status],
        "statuses": LABELS,
        "allowed": () if slip.carried_by_id else MOVES[slip.status],
        "next_act": None if slip.carried_by_id else NEXT.get(slip.status),
        "changeable": slip.status in BEFORE_SHIPPING,
        "divisible": slip.status in UNPICKED and slip.carried_by_id is None,
        "companions": bundling.companions(slip) if slip.status in UNPICKED else [],
        "hindrances": bundling.HINDRANCES,
        "buyer": seen(order.buyer),
        "recipient": seen(slip.recipient),
        "customer": queries.customer_of(order),
        "former": queries.former_orders(order),
        "trail": queries.trail(slip),
        "robot": deeds_on(slip.id),
        "words": {"carrier": dict(CARRIERS), "slot": SLOT_LABELS, "temperature": TEMPERATURE_LABELS},
        "borne": marks_of([slip.id]).get(slip.id, []),
        "see_all": context.actor().may(permissions.PERSON_SEE),
        "messages": messages_of(order.id),
        "fax_pages": pages_kept(order.id),
        **card_of(order.id),
    }


def split_page(slip, refused=None):
    """Values of `commerce/desk/splits/new.html`; `refused`: why the last move was not made."""
    family = [one for one in queries.siblings(slip) if one.order_id == slip.order_id]
    return {
        "slip": slip,
        "family": family,
        "open_ids": [one.id for one in family if one.status in UNPICKED and one.carried_by_id is None],
        "contents": queries.lines_of([one.id for one in family]),
        "statuses": LABELS,
        "refused": refused,
    }
