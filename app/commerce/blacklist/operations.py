"""Entries of the blacklist. An entry cancels nothing: it stops what is on its way and lets a person decide."""

from sqlalchemy import delete, or_, select

from app.commerce.alerts.model import Alert
from app.commerce.customers.model import BlacklistEntry
from app.commerce.orders.model import Order
from app.commerce.persons.keys import blind_address, blind_mail, blind_name, blind_phone
from app.commerce.slips.alerting import GONE, raise_alert, recount
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import hold, move
from app.commerce.slips.settling import settle
from app.commerce.slips.statuses import BEFORE_SHIPPING, CHECK, OPEN, UNPICKED, WORKING
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.platform.audit import record

KINDS = {"phone": blind_phone, "mail": blind_mail, "name": blind_name, "address": blind_address}
ALERT = "blacklist"


def enter(kind, shown, reason):
    """Put a telephone number, mail address, name or address on the list. Returns the entry.

    Open orders of that person get their alert at once, and stop: they wait for a look, packed ones are put on hold.
    Raises Rejected for what cannot be compared (no number, a filler), and for what is on the list already.
    """
    shown, reason = shown.strip(), reason.strip()
    key = KINDS[kind](shown)
    if key is None:
        raise Rejected("This cannot be recognised in orders. Please enter it in full.", "shown")
    if not reason:
        raise Rejected("Enter the reason.", "reason")
    if session.scalar(
        select(BlacklistEntry.id).where(BlacklistEntry.kind == kind, BlacklistEntry.key == key)
    ):
        raise Rejected("This is on the list already.", "shown")
    entry = BlacklistEntry(kind=kind, key=key, shown=shown, reason=reason, by_name=context.actor().name)
    session.add(entry)
    session.flush()
    record("blacklist.entered", entry, label=kind)
    _stop(open_orders(kind, key))
    return entry


def enter_person(person, kinds, reason):
    """Put what is known of a person on the list, of `kinds`; what is on it already stays. Returns the new entries.

    Raises Rejected when nothing of it can be recognised.
    """
    texts = {"phone": person.phone, "mail": person.mail, "name": person.name, "address": person.address}
    wanted = {kind: key for kind in kinds if kind in texts and (key := KINDS[kind](texts[kind])) is not None}
    if not wanted:
        raise Rejected("Nothing of this can be recognised in orders.", "kinds")
    known = entries_for(wanted.items())
    fresh = [kind for kind in wanted if kind not in {one.kind for one in known}]
    return [enter(kind, texts[kind], reason) for kind in fresh]


def remove(entry):
    """Take an entry off the list; alerts that only it raised are closed, and their slips go on."""
    kind, key = entry.kind, entry.key
    record("blacklist.removed", entry, label=kind)
    session.execute(delete(BlacklistEntry).where(BlacklistEntry.id == entry.id))
    _look_again(open_orders(kind, key))


def entries_for(pairs):
    """Entries of the list for `(kind, key)` pairs."""
    matching = [(BlacklistEntry.kind == kind) & (BlacklistEntry.key == key) for kind, key in pairs if key]
    if not matching:
        return []
    return session.scalars(select(BlacklistEntry).where(or_(*matching)).order_by(BlacklistEntry.kind)).all()


def entries_of(row):
    """Entries that concern a customer, order or slip (whatever has the blind keys)."""
    return entries_for((kind, getattr(row, f"{kind}_key", None)) for kind in KINDS)


def open_orders(kind, key):
    """Ids of orders with open slips whose buyer or a recipient has that key."""
    name = f"{kind}_key"
    of_slip = getattr(Slip, name) == key if hasattr(Slip, name) else False
    found = select(Slip.order_id).join(Order, Order.id == Slip.order_id)
    found = found.where(Slip.status.in_(OPEN), or_(getattr(Order, name) == key, of_slip))
    return sorted(set(session.scalars(found)))


def _stop(order_ids):
    """An alert for each order; what is not picked yet waits for a look, what is being packed is put on hold."""
    if not order_ids:
        return
    found = _kinds_of(order_ids)
    for order_id in order_ids:
        raise_alert(order_id, ALERT)
    session.flush()
    for alert in _open_alerts(order_ids):
        alert.facts = {"by": found[alert.order_id]}
    recount(order_ids)
    slips = session.execute(
        select(Slip.id, Slip.status).where(
            Slip.order_id.in_(order_ids), Slip.status.in_(BEFORE_SHIPPING), Slip.carried_by_id.is_(None)
        )
    ).all()
    carrying = select(Slip.carried_by_id).where(Slip.order_id.in_(order_ids), Slip.carried_by_id.is_not(None))
    slips += session.execute(select(Slip.id, Slip.status).where(Slip.id.in_(carrying))).all()
    waiting = [one for one, status in slips if status in UNPICKED]
    packed = [one for one, status in slips if status == WORKING]
    if waiting:
        move(waiting, CHECK, why=ALERT)
    if packed:
        hold(packed, _("Somebody on the blacklist"), why=ALERT)


def _look_again(order_ids):
    """Close alerts of orders that no entry concerns any more; of the others the facts change."""
    found = _kinds_of(order_ids)
    for alert in _open_alerts(order_ids):
        alert.facts = {"by": found[alert.order_id]}
        if not found[alert.order_id]:
            alert.answer, alert.answered_at = GONE, clock.now()
    if order_ids:
        recount(order_ids)
        settle(session.scalars(select(Slip.id).where(Slip.order_id.in_(order_ids))).all(), why="alert")


def _open_alerts(order_ids):
    return session.scalars(
        select(Alert).where(Alert.order_id.in_(order_ids), Alert.kind == ALERT, Alert.answered_at.is_(None))
    )


def _kinds_of(order_ids):
    """`{order id: sorted kinds of entries}` that concern its buyer or a recipient."""
    found = {one: set() for one in order_ids}
    for kind in KINDS:
        name = f"{kind}_key"
        keys = [getattr(Order, name), *([getattr(Slip, name)] if hasattr(Slip, name) else [])]
        rows = session.scalars(
            select(Order.id)
            .join(Slip, Slip.order_id == Order.id)
            .join(BlacklistEntry, (BlacklistEntry.kind == kind) & BlacklistEntry.key.in_(keys))
            .where(Order.id.in_(order_ids))
        )
        for order_id in rows:
            found[order_id].add(kind)
    return {one: sorted(kinds) for one, kinds in found.items()}
